-- An old-age pension and a disability allowance are not granted for the same months, under any record: whoever is second waits for the
-- first and is refused.
-- law    SIL 17 (until the retirement age); 人社部发〔2024〕72号; regulations E (nothing is paid twice)
CREATE FUNCTION pension_one_at_a_time() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    head bigint;
    of_pension CONSTANT text[] := ARRAY['old_age_pension', 'disability_allowance', 'disability_reckoned_anew'];
BEGIN
    IF NOT EXISTS (SELECT 1 FROM fresh JOIN payments_entitlement AS own ON own.id = fresh.entitlement_id
                    WHERE fresh.item_id IS NOT NULL AND own.scheme = ANY(of_pension)) THEN
        RETURN NULL;
    END IF;
    FOR head IN SELECT DISTINCT coalesce(its.head_id, own.person_id) AS each
                  FROM fresh
                  JOIN payments_entitlement AS own ON own.id = fresh.entitlement_id
                  LEFT JOIN registry_onepeople AS its ON its.person_id = own.person_id
                 WHERE fresh.item_id IS NOT NULL ORDER BY each
    LOOP
        PERFORM pg_advisory_xact_lock(hashtextextended('pension:' || head, 0));
    END LOOP;
    IF EXISTS (
        SELECT 1 FROM fresh
          JOIN payments_entitlement AS own ON own.id = fresh.entitlement_id
          LEFT JOIN registry_onepeople AS its ON its.person_id = own.person_id
          LEFT JOIN registry_onepeople AS same ON same.head_id = its.head_id
          JOIN payments_entitlement AS other
            ON other.person_id = coalesce(same.person_id, own.person_id) AND other.scheme = ANY(of_pension)
           AND (other.scheme = 'old_age_pension') <> (own.scheme = 'old_age_pension')
          JOIN payments_component AS part
            ON part.entitlement_id = other.id AND part.rhythm = 'monthly'
           AND daterange(part.from_month, part.before_month) && daterange(fresh.from_month, fresh.before_month)
         WHERE fresh.item_id IS NOT NULL AND fresh.rhythm = 'monthly' AND own.scheme = ANY(of_pension)
           AND NOT EXISTS (
               SELECT 1 FROM payments_ending AS ended
                WHERE ended.entitlement_id = other.id AND ended.kind = 'ended' AND ended.from_month <= fresh.from_month)) THEN
        RAISE EXCEPTION 'a pension and a disability allowance for the same months'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'pension_one_at_a_time';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER pension_one_at_a_time AFTER INSERT ON payments_component
    REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION pension_one_at_a_time();
