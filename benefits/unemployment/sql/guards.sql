-- A grant beside the monthly benefit, whoever writes: it was decided for the person whose spell it is, and months paid at once are
-- not paid monthly too: the benefit is ended from the first of them on by the time the decision stands.
-- law    SIL 46, 51; 广东省失业保险条例 art. 20–23
CREATE FUNCTION unemployment_spell_grant() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM payments_entitlement AS spell
          JOIN claims_decision AS decision ON decision.id = NEW.decision_id AND decision.outcome = 'granted'
          JOIN claims_claim AS claim ON claim.id = decision.claim_id AND claim.scheme = NEW.scheme
          LEFT JOIN registry_onepeople AS its ON its.person_id = claim.person_id
          LEFT JOIN registry_onepeople AS own ON own.person_id = spell.person_id
         WHERE spell.id = NEW.spell_id AND spell.scheme = 'unemployment_benefit'
           AND (spell.person_id = claim.person_id OR its.head_id = own.head_id)) THEN
        RAISE EXCEPTION 'grant of decision % is not of this spell', NEW.decision_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'spell_grant_as_decided';
    END IF;
    IF NEW.months_used > 0 AND NOT EXISTS (
        SELECT 1 FROM payments_ending WHERE entitlement_id = NEW.spell_id AND kind = 'ended' AND from_month <= NEW.from_month) THEN
        RAISE EXCEPTION 'months of benefit % are paid at once and monthly', NEW.spell_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'spell_grant_ends_the_benefit';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER unemployment_spell_grant AFTER INSERT ON unemployment_spellgrant
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION unemployment_spell_grant();
