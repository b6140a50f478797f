-- A disability allowance rests on a conclusion that came with its claim; each conclusion on record is that of a claim granted by two, or of
-- a case of two of its own, about the person, and was made by then.
-- law    SIL 17; 人社部发〔2024〕72号; REG 37
CREATE FUNCTION pension_appraisal_wrong(its pension_capacityappraisal) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT CASE
        WHEN NOT claims_signed_by_two(its.case_id, ARRAY['disability_allowance', 'disability_reappraised'], its.person_id)
             THEN 'appraisal_by_two'
        WHEN its.concluded_on > (its.recorded_at AT TIME ZONE 'Asia/Shanghai')::date THEN 'appraisal_made_by_then'
        END
$$;

CREATE FUNCTION pension_appraisal() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE broken text;
BEGIN
    IF TG_TABLE_NAME = 'pension_capacityappraisal' THEN
        broken := pension_appraisal_wrong(NEW);
    ELSIF NOT EXISTS (
        SELECT 1 FROM claims_decision AS decision
          JOIN claims_claim AS claim ON claim.id = decision.claim_id
          JOIN pension_capacityappraisal AS its ON its.case_id = claim.case_id AND its.person_id = claim.person_id
         WHERE decision.id = NEW.decision_id) THEN
        broken := 'allowance_rests_on_an_appraisal';
    END IF;
    IF broken IS NOT NULL THEN
        RAISE EXCEPTION 'disability allowance: %', broken USING ERRCODE = 'check_violation', CONSTRAINT = broken;
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER pension_appraisal AFTER INSERT ON pension_capacityappraisal
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION pension_appraisal();
CREATE CONSTRAINT TRIGGER pension_appraisal AFTER INSERT ON payments_entitlement
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.scheme = 'disability_allowance') EXECUTE FUNCTION pension_appraisal();
