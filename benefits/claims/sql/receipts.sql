-- A receipt is claimed by a granted decision, whoever writes.
-- law    REG 20, 37
CREATE FUNCTION claims_receipt_as_decided() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM claims_decision WHERE id = NEW.decision_id AND outcome = 'granted') THEN
        RAISE EXCEPTION 'receipt % is of no granted decision', NEW.number
            USING ERRCODE = 'check_violation', CONSTRAINT = 'receipt_as_decided';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER claims_receipt_as_decided AFTER INSERT ON claims_receiptclaimed
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION claims_receipt_as_decided();
