-- An allowance and the difference that stands in its stead are never drawn for the same months.
-- law    SIL 40; WIR 35; regulations E (nothing is paid twice)
CREATE FUNCTION injury_one_of_both() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM payments_entitlement AS other
          LEFT JOIN registry_onepeople AS its ON its.person_id = other.person_id
          LEFT JOIN registry_onepeople AS own ON own.person_id = NEW.person_id
         WHERE other.scheme = CASE NEW.scheme WHEN 'injury_allowance' THEN 'injury_pension_difference' ELSE 'injury_allowance' END
           AND (other.person_id = NEW.person_id OR its.head_id = own.head_id)
           AND payments_drawn_months(other.id) && payments_drawn_months(NEW.id)) THEN
        RAISE EXCEPTION 'entitlement %: an allowance and its difference for the same months', NEW.number
            USING ERRCODE = 'check_violation', CONSTRAINT = 'injury_one_of_both';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER injury_one_of_both AFTER INSERT ON payments_entitlement
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.scheme IN ('injury_allowance', 'injury_pension_difference'))
    EXECUTE FUNCTION injury_one_of_both();
