-- An agreement to set off is ended by a case of two: the consent is withdrawn.
-- law    REG 46, 37
CREATE FUNCTION payments_offset_ended() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT payments_by_two(NEW.case_id, 'offset_withdrawn',
                           (SELECT overpayment_id FROM payments_offsetagreement WHERE id = NEW.agreement_id)) THEN
        RAISE EXCEPTION 'agreement % is ended by no case of two', NEW.agreement_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'offset_ended_by_two';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER payments_offset_ended AFTER INSERT ON payments_offsetending
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION payments_offset_ended();
