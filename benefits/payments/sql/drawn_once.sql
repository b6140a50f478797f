-- Two records are not merged while one benefit was drawn under both for the same months: one of them is ended from the first of these on,
-- and what was paid of it demanded back. Which months a benefit is drawn in is said once: those of its monthly parts up to its earliest
-- end, but for suspensions that were lifted. The merge has locked both records before.
-- law    regulations E (nothing is paid twice); REG 46
CREATE FUNCTION payments_drawn_months(entitlement bigint) RETURNS datemultirange LANGUAGE sql STABLE AS $$
    SELECT coalesce((SELECT range_agg(daterange(
                              part.from_month,
                              CASE WHEN coalesce(part.before_month, ended.from_month) IS NOT NULL
                                   THEN greatest(part.from_month, least(part.before_month, ended.from_month)) END))
                       FROM payments_component AS part
                      CROSS JOIN (SELECT min(from_month) AS from_month FROM payments_ending
                                   WHERE entitlement_id = entitlement AND kind = 'ended') AS ended
                      WHERE part.entitlement_id = entitlement AND part.rhythm = 'monthly'), '{}'::datemultirange)
         - coalesce((SELECT range_agg(daterange(from_month, before_month)) FROM payments_ending
                      WHERE entitlement_id = entitlement AND kind = 'suspended' AND before_month IS NOT NULL), '{}'::datemultirange)
$$;

CREATE FUNCTION payments_drawn_by_both(ones bigint[], others bigint[]) RETURNS TABLE (one_id bigint, other_id bigint)
LANGUAGE sql STABLE AS $$
    SELECT one.id, other.id
      FROM payments_entitlement AS one
      JOIN payments_entitlement AS other ON other.person_id = ANY(others) AND other.scheme = one.scheme AND other.id <> one.id
     WHERE one.person_id = ANY(ones) AND payments_drawn_months(one.id) && payments_drawn_months(other.id)
$$;

CREATE FUNCTION payments_merge_drawn_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM payments_drawn_by_both(
               ARRAY[NEW.record_id],
               array(SELECT NEW.into_id UNION
                     SELECT same.person_id FROM registry_onepeople AS own JOIN registry_onepeople AS same ON same.head_id = own.head_id
                      WHERE own.person_id = NEW.into_id AND same.person_id <> NEW.record_id))) THEN
        RAISE EXCEPTION 'records % and % draw one benefit both', NEW.record_id, NEW.into_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'merged_drawn_once';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER payments_merge_drawn_once AFTER INSERT ON registry_merge
    FOR EACH ROW EXECUTE FUNCTION payments_merge_drawn_once();
