-- What was found, told and decided stays: nothing of it is deleted, a closed finding is not opened again (a new one is), a
-- difference keeps both values and its decision, an employer's answer and an order stand.
-- law    REG 9 (both values), 38 (the course of handling is recorded), 53 (records are neither lost nor tampered with)
CREATE FUNCTION coverage_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE broken text;
BEGIN
    IF TG_TABLE_NAME = 'coverage_finding' THEN
        broken := CASE
            WHEN OLD.closed_at IS NOT NULL THEN 'finding_closed_stays'
            WHEN (NEW.kind, NEW.opened_in, NEW.opened_at) IS DISTINCT FROM (OLD.kind, OLD.opened_in, OLD.opened_at)
            THEN 'finding_keeps_what_it_is' END;
    ELSIF TG_TABLE_NAME = 'coverage_mismatch' THEN
        broken := CASE
            WHEN OLD.decision <> '' THEN 'mismatch_decided_stays'
            WHEN (NEW.field, NEW.ours, NEW.theirs, NEW.theirs_hash, NEW.person_id, NEW.credit_code)
                 IS DISTINCT FROM (OLD.field, OLD.ours, OLD.theirs, OLD.theirs_hash, OLD.person_id, OLD.credit_code)
            THEN 'mismatch_keeps_both_values' END;
    ELSE
        broken := CASE
            WHEN OLD.answer <> '' AND (NEW.answer, NEW.answer_words, NEW.answer_document_id, NEW.answered_by_id,
                 NEW.answered_at, NEW.from_month, NEW.before_month, NEW.employer_id, NEW.claim)
                 IS DISTINCT FROM (OLD.answer, OLD.answer_words, OLD.answer_document_id, OLD.answered_by_id,
                 OLD.answered_at, OLD.from_month, OLD.before_month, OLD.employer_id, OLD.claim)
            THEN 'dispute_answer_stands'
            WHEN OLD.ordered_on IS NOT NULL AND (NEW.ordered_on, NEW.comply_by) IS DISTINCT FROM
                 (OLD.ordered_on, OLD.comply_by) THEN 'dispute_order_stands'
            WHEN OLD.put_right_on IS NOT NULL AND NEW.put_right_on IS DISTINCT FROM OLD.put_right_on
            THEN 'dispute_put_right_stands' END;
    END IF;
    IF broken IS NOT NULL THEN
        RAISE EXCEPTION '% %: %', TG_TABLE_NAME, OLD.id, broken USING ERRCODE = 'check_violation', CONSTRAINT = broken;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER coverage_finding_stays BEFORE UPDATE ON coverage_finding FOR EACH ROW EXECUTE FUNCTION coverage_stays();
CREATE TRIGGER coverage_mismatch_stays BEFORE UPDATE ON coverage_mismatch FOR EACH ROW EXECUTE FUNCTION coverage_stays();
CREATE TRIGGER coverage_dispute_stays BEFORE UPDATE ON coverage_dispute FOR EACH ROW EXECUTE FUNCTION coverage_stays();
CREATE TRIGGER coverage_finding_not_deleted BEFORE DELETE ON coverage_finding
    FOR EACH ROW EXECUTE FUNCTION kernel_refuse_change();
CREATE TRIGGER coverage_mismatch_not_deleted BEFORE DELETE ON coverage_mismatch
    FOR EACH ROW EXECUTE FUNCTION kernel_refuse_change();
CREATE TRIGGER coverage_dispute_not_deleted BEFORE DELETE ON coverage_dispute
    FOR EACH ROW EXECUTE FUNCTION kernel_refuse_change();
CREATE TRIGGER coverage_row_not_deleted BEFORE DELETE ON coverage_row
    FOR EACH ROW EXECUTE FUNCTION kernel_refuse_change();
CREATE TRIGGER coverage_batch_stays BEFORE UPDATE OR DELETE ON coverage_batch
    FOR EACH ROW EXECUTE FUNCTION kernel_refuse_change();
