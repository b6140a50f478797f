-- What is granted once is of a granted decision of its scheme, whoever writes.
-- law    REG 18–24 (what is decided upon an application)
CREATE FUNCTION claims_granted_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM claims_decision AS decision
          JOIN claims_claim AS claim ON claim.id = decision.claim_id AND claim.scheme = NEW.scheme
         WHERE decision.id = NEW.decision_id AND decision.outcome = 'granted') THEN
        RAISE EXCEPTION 'what decision % grants once is not as decided', NEW.decision_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'granted_once_as_decided';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER claims_granted_once AFTER INSERT ON claims_grantedonce
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION claims_granted_once();
