-- A report of a stop event is what a case of that matter told, that is done: of the beneficiary or a relative, or of an employer.
-- law    REG 25
CREATE FUNCTION payments_stop_report_of_its_case() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM matters_case AS its
         WHERE its.id = NEW.case_id AND its.state = 'done'
           AND its.matter = CASE WHEN NEW.reporter = 'employer' THEN 'stop_event_employer' ELSE 'stop_event' END) THEN
        RAISE EXCEPTION 'the report of % of person % is of no case', NEW.event, NEW.person_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'stop_report_of_its_case';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER payments_stop_report_of_its_case AFTER INSERT ON payments_stopreport
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION payments_stop_report_of_its_case();
