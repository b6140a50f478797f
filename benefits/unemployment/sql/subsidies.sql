-- A grant of no spell is of a granted decision of its scheme, whoever writes.
-- law    失业保险条例 art. 21; REG 24(3)
CREATE FUNCTION unemployment_subsidy_grant() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM claims_decision AS decision
          JOIN claims_claim AS claim ON claim.id = decision.claim_id AND claim.scheme = NEW.scheme
         WHERE decision.id = NEW.decision_id AND decision.outcome = 'granted') THEN
        RAISE EXCEPTION 'subsidy of decision % is not as decided', NEW.decision_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'subsidy_as_decided';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER unemployment_subsidy_grant AFTER INSERT ON unemployment_subsidygrant
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION unemployment_subsidy_grant();
