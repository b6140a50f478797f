-- Two pensions, or a pension and a disability allowance, are not granted for the same months, under any record: whoever is second waits for
-- the first and is refused. Which benefits are not drawn beside each other is said once: one another of the employees', and the
-- residents' pension beside that of employees.
-- law    SIL 17 (until the retirement age); 人社部发〔2024〕72号; 人社部发〔2014〕17号 art. 8; regulations E (nothing is paid twice)
-- twin   benefits.payments.selectors.pensions.not_beside
CREATE FUNCTION pension_not_beside(one text, other text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
    SELECT one <> other
       AND (ARRAY[one, other] <@ ARRAY['old_age_pension', 'disability_allowance', 'disability_reckoned_anew']
            OR ARRAY[one, other] <@ ARRAY['old_age_pension', 'residents_pension'])
$$;

CREATE FUNCTION pension_one_at_a_time() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    head bigint;
    of_pension CONSTANT text[] :=
        ARRAY['old_age_pension', 'disability_allowance', 'disability_reckoned_anew', 'residents_pension'];
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
            ON other.person_id = coalesce(same.person_id, own.person_id) AND pension_not_beside(own.scheme, other.scheme)
           AND 'old_age_pension' IN (own.scheme, other.scheme) -- an allowance reckoned anew ends the other only after it was put
         WHERE fresh.item_id IS NOT NULL AND fresh.rhythm = 'monthly'
           AND payments_drawn_months(other.id) && daterange(fresh.from_month, fresh.before_month)) THEN
        RAISE EXCEPTION 'two pensions, or a pension and a disability allowance, for the same months'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'pension_one_at_a_time';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER pension_one_at_a_time AFTER INSERT ON payments_component
    REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION pension_one_at_a_time();
