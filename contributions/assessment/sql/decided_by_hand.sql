-- A month that waited for a person is decided once, by a bill.
-- law    REG 53; COLL 10
CREATE FUNCTION assessment_handassessment_decided() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'employer %, %: was decided, and stays so', OLD.employer_id, OLD.month
        USING ERRCODE = 'check_violation', CONSTRAINT = 'hand_assessment_decided_once';
END $$;
CREATE TRIGGER assessment_handassessment_decided BEFORE UPDATE ON assessment_handassessment FOR EACH ROW
    WHEN (OLD.decided_at IS NOT NULL OR OLD.employer_id IS DISTINCT FROM NEW.employer_id OR OLD.month IS DISTINCT FROM NEW.month)
    EXECUTE FUNCTION assessment_handassessment_decided();
CREATE TRIGGER assessment_handassessment_not_deleted BEFORE DELETE ON assessment_handassessment
    FOR EACH ROW EXECUTE FUNCTION kernel_refuse_change();

CREATE FUNCTION assessment_handassessment_is_billed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM assessment_bill
                    WHERE employer_id = NEW.employer_id AND month = NEW.month AND kind = 'assessed') THEN
        RAISE EXCEPTION 'employer %, %: is decided without a bill', NEW.employer_id, NEW.month
            USING ERRCODE = 'check_violation', CONSTRAINT = 'hand_assessment_is_billed';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER assessment_handassessment_is_billed AFTER INSERT OR UPDATE ON assessment_handassessment
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.decided_at IS NOT NULL)
    EXECUTE FUNCTION assessment_handassessment_is_billed();
