-- What comes back from the medical fund is a month whose benefit is ended, whoever writes.
-- law    SIL 48, 51
CREATE FUNCTION unemployment_returned_month() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM fresh
                WHERE NOT EXISTS (SELECT 1 FROM unemployment_medical_undue AS undue
                                   WHERE undue.medical_month_id = fresh.month_id AND undue.ended_from IS NOT NULL)) THEN
        RAISE EXCEPTION 'contributions of a month whose benefit stands do not come back'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'medical_return_of_ended_months';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER unemployment_returned_month AFTER INSERT ON unemployment_returnedmonth
    REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION unemployment_returned_month();
