-- What counts in a year is what its decision grants, for the person who claimed or the record they stand under; an advance is of a
-- reimbursement and no more than it.
-- law    SIL 28–30; REG 20(2)
CREATE FUNCTION medical_reimbursed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM claims_decision AS decision
          JOIN claims_claim AS claim ON claim.id = decision.claim_id
          LEFT JOIN registry_onepeople AS its ON its.person_id = claim.person_id
         WHERE decision.id = NEW.decision_id AND decision.outcome = 'granted'
           AND claim.scheme = CASE NEW.scheme WHEN 'employee' THEN 'medical_reimbursement' ELSE 'residents_reimbursement' END
           AND NEW.person_id IN (claim.person_id, its.head_id)
           AND (SELECT coalesce(sum(amount_fen), 0) FROM claims_decisionitem WHERE decision_id = decision.id)
               = NEW.pool_fen + NEW.large_fen + NEW.major_fen) THEN
        RAISE EXCEPTION 'reimbursement of decision % is not as decided', NEW.decision_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'reimbursed_as_decided';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER medical_reimbursed AFTER INSERT ON medical_reimbursed
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION medical_reimbursed();

CREATE FUNCTION medical_advance() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM medical_reimbursed
         WHERE decision_id = NEW.decision_id AND pool_fen + large_fen + major_fen = NEW.amount_fen) THEN
        RAISE EXCEPTION 'advance % is not what was granted', NEW.number
            USING ERRCODE = 'check_violation', CONSTRAINT = 'advance_as_decided';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER medical_advance AFTER INSERT ON medical_thirdpartyadvance
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION medical_advance();
