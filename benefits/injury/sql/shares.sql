-- A dependant's pension is granted with its share of the wage, and of no month do those of one injury exceed the wage together, yearly
-- adjustments apart. What counts is the wage as the newest of them was reckoned on.
-- law    WIR 39
-- twin   benefits.injury.rules.dependants.share_of_one
CREATE FUNCTION injury_shares_exceed(_injury bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
    WITH parts AS MATERIALIZED (
        SELECT part.amount_fen, payments_drawn_months(entitled.id) * datemultirange(daterange(part.from_month, part.before_month)) AS months
          FROM injury_dependantshare AS share
          JOIN payments_entitlement AS entitled ON entitled.decision_id = share.decision_id
          JOIN payments_component AS part ON part.entitlement_id = entitled.id AND part.component = 'injury_dependant'
         WHERE share.injury_id = _injury)
    SELECT EXISTS (
        SELECT 1 FROM parts AS one
         CROSS JOIN LATERAL (SELECT lower(stretch) AS day FROM unnest(one.months) AS stretch) AS point
         WHERE (SELECT sum(other.amount_fen) FROM parts AS other WHERE other.months @> point.day)
               > (SELECT wage_fen FROM injury_dependantshare WHERE injury_id = _injury ORDER BY id DESC LIMIT 1))
$$;

CREATE FUNCTION injury_shares_within_wage() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF injury_shares_exceed(NEW.injury_id) THEN
        RAISE EXCEPTION 'shares because of injury % exceed the wage', NEW.injury_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'injury_shares_within_wage';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER injury_shares_within_wage AFTER INSERT ON injury_dependantshare
    FOR EACH ROW EXECUTE FUNCTION injury_shares_within_wage();

CREATE FUNCTION injury_granted_with_its_share() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM injury_dependantshare AS share
          JOIN injury_injury AS hurt ON hurt.id = share.injury_id
          JOIN claims_grantedonce AS once ON once.decision_id = share.decision_id AND starts_with(once.of, hurt.number || ':')
         WHERE share.decision_id = NEW.decision_id) THEN
        RAISE EXCEPTION 'entitlement %: a dependant without a share', NEW.number
            USING ERRCODE = 'check_violation', CONSTRAINT = 'injury_granted_with_its_share';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER injury_granted_with_its_share AFTER INSERT ON payments_entitlement
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.scheme = 'injury_dependant')
    EXECUTE FUNCTION injury_granted_with_its_share();
