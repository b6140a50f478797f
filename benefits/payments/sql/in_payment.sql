-- A benefit in payment is what a decision granted, or a rise that was approved, component by component, and no month of it is drawn
-- twice. What speaks against a payment (`payments_against`): an open suspicion of what it pays, or its stop
-- from such a month on. Who asks names payments, a run or benefits: nothing reads all the lines ever paid.
-- law    REG 18, 25, 26, 37; regulations E (nothing is paid twice)
CREATE FUNCTION payments_entitlement_as_granted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM claims_decision AS decision JOIN claims_claim AS claim ON claim.id = decision.claim_id
         WHERE decision.id = NEW.decision_id AND decision.outcome = 'granted'
           AND (claim.person_id, claim.region_id, claim.insurance, claim.scheme)
             = (NEW.person_id, NEW.region_id, NEW.insurance, NEW.scheme)) THEN
        RAISE EXCEPTION 'entitlement % is not what was granted', NEW.number
            USING ERRCODE = 'check_violation', CONSTRAINT = 'entitlement_as_granted';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER payments_entitlement_as_granted BEFORE INSERT ON payments_entitlement
    FOR EACH ROW EXECUTE FUNCTION payments_entitlement_as_granted();

CREATE FUNCTION payments_component_as_decided() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM fresh
          JOIN payments_entitlement AS own ON own.id = fresh.entitlement_id
          LEFT JOIN claims_decisionitem AS item
                 ON item.id = fresh.item_id AND item.decision_id = own.decision_id
                AND (item.component, item.amount_fen, item.rhythm, item.from_month)
                  = (fresh.component, fresh.amount_fen, fresh.rhythm, fresh.from_month)
                AND item.before_month IS NOT DISTINCT FROM fresh.before_month
          LEFT JOIN (payments_riseline AS line JOIN payments_rise AS rise ON rise.id = line.rise_id AND rise.state = 'approved')
                 ON line.id = fresh.rise_line_id AND line.before_month IS NOT DISTINCT FROM fresh.before_month
                AND (line.entitlement_id, rise.component, line.amount_fen, line.from_month)
                  = (fresh.entitlement_id, fresh.component, fresh.amount_fen, fresh.from_month)
         WHERE item.id IS NULL AND line.id IS NULL) THEN
        RAISE EXCEPTION 'a component is not what was granted or approved'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'entitlement_as_granted';
    END IF;
    IF EXISTS (
        SELECT 1 FROM fresh
          JOIN payments_entitlement AS own ON own.id = fresh.entitlement_id
          LEFT JOIN registry_onepeople AS its ON its.person_id = own.person_id
          LEFT JOIN registry_onepeople AS same ON same.head_id = its.head_id
          JOIN payments_entitlement AS other
            ON other.person_id = coalesce(same.person_id, own.person_id) AND other.scheme = own.scheme AND other.id <> own.id
          JOIN payments_component AS part
            ON part.entitlement_id = other.id AND part.component = fresh.component AND part.rhythm = 'monthly'
           AND daterange(part.from_month, part.before_month) && daterange(fresh.from_month, fresh.before_month)
         WHERE fresh.rhythm = 'monthly' AND fresh.item_id IS NOT NULL
           AND NOT EXISTS (
               SELECT 1 FROM payments_ending AS ended
                WHERE ended.entitlement_id = other.id AND ended.kind = 'ended' AND ended.from_month <= fresh.from_month)) THEN
        RAISE EXCEPTION 'the same is drawn in these months'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'entitlement_once';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER payments_component_as_decided AFTER INSERT ON payments_component
    REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION payments_component_as_decided();

CREATE VIEW payments_against AS
SELECT payment.month, payment.batch_id, payment.row, batch.payment_run_id, payment.person_id, entitled.id AS entitlement_id,
       entitled.region_id, entitled.fund, doubt.because, doubt.told
  FROM (SELECT entitlement_id, 'suspected' AS because, jsonb_build_object('register', kind, 'happened_on', happened_on) AS told,
               '-infinity'::date AS from_month, NULL::date AS before_month
          FROM payments_suspicion WHERE closed_at IS NULL
         UNION ALL
        SELECT entitlement_id, 'stopped', jsonb_build_object('stopped_from', from_month), from_month, before_month
          FROM payments_ending) AS doubt
  JOIN payments_entitlement AS entitled ON entitled.id = doubt.entitlement_id
  JOIN payments_payment AS payment ON payment.person_id = entitled.person_id
  JOIN payments_batch AS batch ON batch.id = payment.batch_id
 WHERE EXISTS (
       SELECT 1 FROM payments_line AS line
        WHERE line.person_id = entitled.person_id AND line.paid_in = batch.payment_run_id
          AND line.month BETWEEN doubt.from_month AND payment.month AND (doubt.before_month IS NULL OR line.month < doubt.before_month)
          AND line.component_id = ANY(array(SELECT part.id FROM payments_component AS part WHERE part.entitlement_id = entitled.id))
       OFFSET 0);
