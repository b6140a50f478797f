-- A rise goes along its table, by different people; what it was reckoned by stays; lines are written while it is reckoned, of
-- benefits of its place and fund, once by a measure of a month, a measure's months in their order: a later one is reckoned from what the
-- earlier brought. A supplement follows one that is done, by the law of the first.
-- law    REG 18, 37
-- twin   benefits.payments.rules.rising.RISE
CREATE FUNCTION payments_rise_course() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE broken text;
BEGIN
    broken := CASE
        WHEN TG_OP = 'DELETE' THEN 'rise_stays'
        WHEN TG_OP = 'INSERT' THEN CASE
             WHEN NEW.state <> 'reckoning' THEN 'rise_course'
             WHEN EXISTS (
                  SELECT 1 FROM payments_rise AS earlier
                   WHERE (earlier.region_id, earlier.measure) = (NEW.region_id, NEW.measure)
                     AND (earlier.from_month < NEW.from_month OR earlier.from_month = NEW.from_month AND earlier.sequence <> NEW.sequence)
                     AND earlier.state NOT IN ('done', 'cancelled')) THEN 'rise_after_the_earlier'
             WHEN NEW.sequence = 0 AND EXISTS (
                  SELECT 1 FROM payments_rise AS later
                   WHERE (later.region_id, later.measure) = (NEW.region_id, NEW.measure) AND later.from_month > NEW.from_month
                     AND later.state <> 'cancelled') THEN 'rise_before_the_later'
             WHEN NEW.sequence > 0 AND NOT EXISTS (
                  SELECT 1 FROM payments_rise AS earlier
                   WHERE (earlier.region_id, earlier.measure, earlier.from_month) = (NEW.region_id, NEW.measure, NEW.from_month)
                     AND earlier.sequence = NEW.sequence - 1 AND earlier.state = 'done'
                     AND (earlier.law, earlier.component, earlier.fund) = (NEW.law, NEW.component, NEW.fund)) THEN 'rise_as_the_first'
             END
        WHEN (NEW.number, NEW.measure, NEW.region_id, NEW.fund, NEW.component, NEW.from_month, NEW.sequence, NEW.law, NEW.run_id,
              NEW.opened_by_id,
              NEW.opened_eyes, NEW.opened_at)
             IS DISTINCT FROM
             (OLD.number, OLD.measure, OLD.region_id, OLD.fund, OLD.component, OLD.from_month, OLD.sequence, OLD.law, OLD.run_id,
              OLD.opened_by_id,
              OLD.opened_eyes, OLD.opened_at)
             OR OLD.state <> 'reckoning' AND (NEW.people, NEW.month_fen) IS DISTINCT FROM (OLD.people, OLD.month_fen)
             OR OLD.approved_by_id IS NOT NULL AND (NEW.approved_by_id, NEW.approved_eyes, NEW.approved_at, NEW.put_run_id)
             IS DISTINCT FROM (OLD.approved_by_id, OLD.approved_eyes, OLD.approved_at, OLD.put_run_id)
             THEN 'rise_stays'
        WHEN (OLD.state, NEW.state) NOT IN (
             ('reckoning', 'checking'), ('checking', 'approved'), ('checking', 'cancelled'), ('approved', 'done'))
             THEN 'rise_course'
    END;
    IF broken IS NOT NULL THEN
        RAISE EXCEPTION 'rise %: %', coalesce(NEW.number, OLD.number), broken USING ERRCODE = 'check_violation', CONSTRAINT = broken;
    END IF;
    RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER payments_rise_course BEFORE INSERT OR UPDATE OR DELETE ON payments_rise
    FOR EACH ROW EXECUTE FUNCTION payments_rise_course();

CREATE FUNCTION payments_rise_lines() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM fresh
                 LEFT JOIN payments_rise AS own ON own.id = fresh.rise_id
                 LEFT JOIN payments_entitlement AS entitled
                        ON entitled.id = fresh.entitlement_id AND (entitled.region_id, entitled.fund) = (own.region_id, own.fund)
                WHERE own.state IS DISTINCT FROM 'reckoning' OR entitled.id IS NULL OR fresh.from_month < own.from_month) THEN
        RAISE EXCEPTION 'lines join a rise that is reckoned, of its place and fund, from its first month on at the earliest'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'rise_lines_while_reckoning';
    END IF;
    IF EXISTS (SELECT 1 FROM fresh
                 JOIN payments_rise AS own ON own.id = fresh.rise_id AND own.sequence > 0
                 JOIN payments_riseline AS before ON before.entitlement_id = fresh.entitlement_id AND before.rise_id <> fresh.rise_id
                 JOIN payments_rise AS earlier ON earlier.id = before.rise_id AND earlier.state <> 'cancelled'
                WHERE (earlier.measure, earlier.from_month) = (own.measure, own.from_month)) THEN
        RAISE EXCEPTION 'a benefit rises twice by one measure of a month'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'rise_line_once_a_measure';
    END IF;
    IF EXISTS (SELECT 1 FROM fresh
                 JOIN payments_rise AS own ON own.id = fresh.rise_id
                 JOIN payments_riseline AS line ON line.entitlement_id = fresh.entitlement_id
                 JOIN payments_rise AS later ON later.id = line.rise_id AND later.state <> 'cancelled'
                WHERE later.measure = own.measure AND later.from_month > own.from_month) THEN
        RAISE EXCEPTION 'a benefit has risen by a later month of this measure'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'rise_line_in_order';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER payments_rise_lines AFTER INSERT ON payments_riseline
    REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION payments_rise_lines();
