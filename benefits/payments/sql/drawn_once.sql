-- Two records are not merged while one benefit goes on under both: one of them is ended first. Which pairs these are of two groups of
-- records is said once: of one scheme, with months in common, neither ended. The merge has locked both records before.
-- law    regulations E (nothing is paid twice); REG 46
CREATE FUNCTION payments_drawn_by_both(ones bigint[], others bigint[]) RETURNS TABLE (one_id bigint, other_id bigint)
LANGUAGE sql STABLE AS $$
    SELECT DISTINCT one.id, other.id
      FROM payments_entitlement AS one
      JOIN payments_entitlement AS other ON other.person_id = ANY(others) AND other.scheme = one.scheme AND other.id <> one.id
      JOIN payments_component AS its ON its.entitlement_id = one.id AND its.rhythm = 'monthly'
      JOIN payments_component AS theirs
        ON theirs.entitlement_id = other.id AND theirs.rhythm = 'monthly'
       AND daterange(its.from_month, its.before_month) && daterange(theirs.from_month, theirs.before_month)
     WHERE one.person_id = ANY(ones)
       AND NOT EXISTS (SELECT 1 FROM payments_ending AS ended WHERE ended.entitlement_id IN (one.id, other.id) AND ended.kind = 'ended')
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
