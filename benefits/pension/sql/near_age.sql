-- A disability allowance reckoned anew near the age stands in the stead of the base pension drawn till then: of the same person, place
-- and fund, paid for longer than to that month and not suspended, ended by the same case as the new amounts begin, which have no end and
-- begin after every suspension.
-- What is wrong with a decision that grants one is said once, for the guard and for the proof.
-- law    SIL 17; 人社部发〔2024〕72号; regulations E (nothing is paid twice)
CREATE FUNCTION pension_anew_wrong(its_decision bigint) RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE its record; first_month date;
BEGIN
    SELECT anew.before_id, anew.near_in, claim.case_id, claim.region_id, claim.person_id, decision.decided_at INTO its
      FROM claims_decision AS decision
      JOIN claims_claim AS claim ON claim.id = decision.claim_id
      JOIN pension_allowanceanew AS anew ON anew.decision_id = decision.id
     WHERE decision.id = its_decision AND decision.outcome = 'granted' AND claim.scheme = 'disability_reckoned_anew';
    IF NOT FOUND THEN
        RETURN 'stands in the stead of nothing';
    END IF;
    SELECT min(item.from_month) INTO first_month FROM claims_decisionitem AS item WHERE item.decision_id = its_decision;
    RETURN CASE
        WHEN NOT EXISTS (
             SELECT 1 FROM payments_entitlement AS before
               JOIN payments_component AS part ON part.entitlement_id = before.id AND part.component = 'disability_allowance'
                AND part.from_month <= its.near_in AND part.before_month > its.near_in
              WHERE before.id = its.before_id AND before.scheme = 'disability_allowance' AND before.region_id = its.region_id
                AND registry_was_one(before.person_id, its.person_id, its.decided_at)) THEN 'of no base pension drawn till then'
        WHEN EXISTS (
             SELECT 1 FROM payments_ending AS standing
              WHERE standing.entitlement_id = its.before_id AND standing.kind = 'suspended'
                AND (standing.before_month IS NULL OR standing.before_month > first_month))
             THEN 'of one that is suspended'
        WHEN first_month <= its.near_in OR EXISTS (
             SELECT 1 FROM claims_decisionitem AS item
              WHERE item.decision_id = its_decision AND (item.from_month <> first_month OR item.before_month IS NOT NULL))
             THEN 'not paid from one month on without end'
        WHEN NOT EXISTS (
             SELECT 1 FROM payments_ending AS ended
              WHERE ended.entitlement_id = its.before_id AND ended.kind = 'ended' AND ended.from_month = first_month
                AND ended.case_id = its.case_id) THEN 'beside the one drawn till then'
        END;
END $$;

CREATE FUNCTION pension_anew_in_its_stead() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE wrong text;
BEGIN
    wrong := pension_anew_wrong(NEW.decision_id);
    IF wrong IS NOT NULL THEN
        RAISE EXCEPTION 'allowance of decision %: %', NEW.decision_id, wrong
            USING ERRCODE = 'check_violation', CONSTRAINT = 'anew_in_its_stead';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER pension_anew_in_its_stead AFTER INSERT ON payments_entitlement
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.scheme = 'disability_reckoned_anew')
    EXECUTE FUNCTION pension_anew_in_its_stead();
CREATE CONSTRAINT TRIGGER pension_anew_in_its_stead AFTER INSERT ON pension_allowanceanew
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION pension_anew_in_its_stead();
