-- Whose registration is cancelled employs and insures nobody past its last day; nobody is cancelled while somebody is.
-- One check per statement for what is added; what is changed is looked at row by row.
-- law    REG 10; SIL 57
CREATE FUNCTION participation_refuse_closed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE closed text;
BEGIN
    IF TG_TABLE_NAME = 'participation_employment' THEN
        SELECT employer.number INTO closed FROM fresh JOIN registry_employer AS employer ON employer.id = fresh.employer_id
         WHERE employer.cancelled_on IS NOT NULL AND daterange(fresh.starts_on, fresh.ends_before) && daterange(employer.cancelled_on + 1, NULL)
         LIMIT 1;
    ELSE
        SELECT employer.number INTO closed FROM fresh JOIN registry_employer AS employer ON employer.id = fresh.employer_id
         WHERE employer.cancelled_on IS NOT NULL
           AND daterange(fresh.from_month, fresh.before_month) && daterange((date_trunc('month', employer.cancelled_on) + interval '1 month')::date, NULL)
         LIMIT 1;
    END IF;
    IF closed IS NOT NULL THEN
        RAISE EXCEPTION 'the registration of employer % is cancelled', closed
            USING ERRCODE = 'check_violation', CONSTRAINT = 'closed_employer_insures_nobody';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER participation_employment_not_closed AFTER INSERT ON participation_employment
    REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION participation_refuse_closed();
CREATE TRIGGER participation_employment_still_not_closed AFTER UPDATE ON participation_employment
    REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION participation_refuse_closed();
CREATE TRIGGER participation_insuredperiod_not_closed AFTER INSERT ON participation_insuredperiod
    REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION participation_refuse_closed();
CREATE TRIGGER participation_insuredperiod_still_not_closed AFTER UPDATE ON participation_insuredperiod
    REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION participation_refuse_closed();

CREATE FUNCTION participation_refuse_closing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM participation_employment WHERE employer_id = NEW.id
                  AND daterange(starts_on, ends_before) && daterange(NEW.cancelled_on + 1, NULL))
       OR EXISTS (SELECT 1 FROM participation_insuredperiod WHERE employer_id = NEW.id
                  AND daterange(from_month, before_month) && daterange((date_trunc('month', NEW.cancelled_on) + interval '1 month')::date, NULL)) THEN
        RAISE EXCEPTION 'employer % employs or insures somebody', NEW.number
            USING ERRCODE = 'check_violation', CONSTRAINT = 'closing_employs_nobody';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER participation_closing_employs_nobody BEFORE UPDATE OF cancelled_on ON registry_employer
    FOR EACH ROW WHEN (NEW.cancelled_on IS NOT NULL) EXECUTE FUNCTION participation_refuse_closing();
