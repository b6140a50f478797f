-- What a run was to pay a person is given up once a benefit in it has ended and the money has not arrived; it never leaves then.
-- law    REG 25, 46
CREATE FUNCTION payments_given_up() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM payments_paymentrun WHERE id = NEW.run_id FOR NO KEY UPDATE;
    IF payments_has_left(NEW.run_id, NEW.person_id) OR NOT EXISTS (
        SELECT 1 FROM payments_ending AS ending
          JOIN payments_entitlement AS entitled ON entitled.id = ending.entitlement_id AND entitled.person_id = NEW.person_id
          JOIN payments_component AS part ON part.entitlement_id = entitled.id
          JOIN payments_line AS line
            ON line.person_id = NEW.person_id AND line.component_id = part.id AND line.month >= ending.from_month
           AND line.paid_in = NEW.run_id
         WHERE ending.id = NEW.ending_id AND ending.kind = 'ended') THEN
        RAISE EXCEPTION 'what run % pays person % is not given up', NEW.run_id, NEW.person_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'given_up_as_ended';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER payments_given_up BEFORE INSERT ON payments_givenup
    FOR EACH ROW EXECUTE FUNCTION payments_given_up();
