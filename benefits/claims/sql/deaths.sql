-- What is paid once upon a death, whoever writes: it is what a decision granted to a survivor of somebody who is dead, and of one
-- natural person each component is granted once, under whichever record, to whichever survivor and by whichever insurance.
-- law    SIL 17, 49; 人社部发〔2021〕18号
-- again  the records of who died are locked: of two approvals at the same moment the second sees what the first granted
CREATE FUNCTION claims_death_grant() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE records bigint[]; broken text;
BEGIN
    SELECT coalesce(array_agg(other.person_id), '{}') || NEW.deceased_id INTO records
      FROM registry_onepeople AS own JOIN registry_onepeople AS other ON other.head_id = own.head_id
     WHERE own.person_id = NEW.deceased_id;
    PERFORM 1 FROM registry_person WHERE id = ANY(records) ORDER BY id FOR NO KEY UPDATE;
    broken := CASE
        WHEN EXISTS (SELECT 1 FROM registry_person WHERE id = ANY(records) AND died_on IS NULL) THEN 'death_grant_of_the_dead'
        WHEN NOT EXISTS (
             SELECT 1 FROM claims_decisionitem AS item
               JOIN claims_decision AS decision ON decision.id = item.decision_id AND decision.outcome = 'granted'
               JOIN claims_claim AS claim ON claim.id = decision.claim_id AND claim.person_id <> ALL(records)
              WHERE item.id = NEW.item_id AND item.component = NEW.component AND item.rhythm = 'once') THEN 'death_grant_as_granted'
        WHEN EXISTS (
             SELECT 1 FROM claims_deathgrant
              WHERE deceased_id = ANY(records) AND component = NEW.component) THEN 'death_grant_once'
    END;
    IF broken IS NOT NULL THEN
        RAISE EXCEPTION '% upon the death of person %: %', NEW.component, NEW.deceased_id, broken
            USING ERRCODE = 'check_violation', CONSTRAINT = broken;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER claims_death_grant BEFORE INSERT ON claims_deathgrant
    FOR EACH ROW EXECUTE FUNCTION claims_death_grant();
