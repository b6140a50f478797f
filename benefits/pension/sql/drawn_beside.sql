-- Records are not merged while two pensions, or a pension and a disability allowance, were drawn under them for the same months. Which
-- pairs these are of two groups of records is said once. The merge has locked both records before.
-- law    SIL 17; 人社部发〔2024〕72号; 人社部发〔2014〕17号 art. 8; regulations E (nothing is paid twice); REG 46
CREATE FUNCTION pension_drawn_beside(ones bigint[], others bigint[]) RETURNS TABLE (one_id bigint, other_id bigint)
LANGUAGE sql STABLE AS $$
    SELECT one.id, other.id
      FROM payments_entitlement AS one
      JOIN payments_entitlement AS other ON other.person_id = ANY(others) AND pension_not_beside(one.scheme, other.scheme)
     WHERE one.person_id = ANY(ones) AND payments_drawn_months(one.id) && payments_drawn_months(other.id)
$$;

CREATE FUNCTION pension_merge_drawn_beside() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM pension_drawn_beside(
               ARRAY[NEW.record_id],
               array(SELECT NEW.into_id UNION
                     SELECT same.person_id FROM registry_onepeople AS own JOIN registry_onepeople AS same ON same.head_id = own.head_id
                      WHERE own.person_id = NEW.into_id AND same.person_id <> NEW.record_id))) THEN
        RAISE EXCEPTION 'records % and % draw a pension beside an allowance', NEW.record_id, NEW.into_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'merged_drawn_beside';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER pension_merge_drawn_beside AFTER INSERT ON registry_merge
    FOR EACH ROW EXECUTE FUNCTION pension_merge_drawn_beside();
