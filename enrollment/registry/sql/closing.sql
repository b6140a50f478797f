-- An employer's registration is cancelled, and opened again, by a case: the employer says what its standing closing says.
-- Apps above refuse the cancelling while money is owed or waits, or somebody is employed, by triggers on the same column.
-- law    REG 10; REG 53
CREATE FUNCTION registry_employer_closed_by_a_case() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.cancelled_on IS DISTINCT FROM (
       SELECT last_day FROM registry_closing WHERE employer_id = NEW.id AND reopened_at IS NULL) THEN
        RAISE EXCEPTION 'employer % is cancelled or opened again by no case', NEW.number
            USING ERRCODE = 'check_violation', CONSTRAINT = 'employer_closed_by_a_case';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER registry_employer_closed_by_a_case BEFORE UPDATE OF cancelled_on ON registry_employer
    FOR EACH ROW WHEN (OLD.cancelled_on IS DISTINCT FROM NEW.cancelled_on)
    EXECUTE FUNCTION registry_employer_closed_by_a_case();

CREATE FUNCTION registry_closing_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.reopened_at IS NOT NULL OR (NEW.employer_id, NEW.last_day, NEW.ground, NEW.decision, NEW."case", NEW.closed_at,
       NEW.certificate_id) IS DISTINCT FROM (OLD.employer_id, OLD.last_day, OLD.ground, OLD.decision, OLD."case", OLD.closed_at,
       OLD.certificate_id) THEN
        RAISE EXCEPTION 'closing % stays as it was decided', OLD.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'closing_stays';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER registry_closing_stays BEFORE UPDATE ON registry_closing
    FOR EACH ROW EXECUTE FUNCTION registry_closing_stays();
CREATE TRIGGER registry_closing_not_deleted BEFORE DELETE ON registry_closing
    FOR EACH ROW EXECUTE FUNCTION kernel_refuse_change();
