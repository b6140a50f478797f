-- What comes back from the medical fund is a month whose benefit is ended, by a case of two others about the person, and is what its months
-- come to, whoever writes.
-- law    SIL 48, 51; REG 37
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

CREATE FUNCTION unemployment_return_by_two(own unemployment_medicalreturn) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT coalesce(bool_and(claims_signed_by_two(own.case_id, ARRAY['medical_return'], paid.person_id)), false)
      FROM unemployment_returnedmonth AS back JOIN unemployment_medicalmonth AS paid ON paid.id = back.month_id
     WHERE back.by_id = own.id
$$;

CREATE FUNCTION unemployment_medical_return() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE broken text;
BEGIN
    broken := CASE
        WHEN (SELECT (count(*), sum(paid.employer_fen + paid.employee_fen + paid.maternity_fen))
                FROM unemployment_returnedmonth AS back JOIN unemployment_medicalmonth AS paid ON paid.id = back.month_id
               WHERE back.by_id = NEW.id) IS DISTINCT FROM (NEW.months::bigint, NEW.total_fen::numeric) THEN 'medical_return_is_its_months'
        WHEN NOT unemployment_return_by_two(NEW) THEN 'medical_return_by_two'
    END;
    IF broken IS NOT NULL THEN
        RAISE EXCEPTION 'medical return of case %: %', NEW.case_id, broken USING ERRCODE = 'check_violation', CONSTRAINT = broken;
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER unemployment_medical_return AFTER INSERT ON unemployment_medicalreturn
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION unemployment_medical_return();
