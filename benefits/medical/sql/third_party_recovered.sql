-- No more is recovered of an advance than it paid.
-- law    SIL 30; MFS 45
CREATE FUNCTION medical_advance_recovered() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('medical_advance'), NEW.advance_id::int);
    IF (SELECT sum(amount_fen) FROM medical_thirdpartyrecovered WHERE advance_id = NEW.advance_id)
       > (SELECT amount_fen FROM medical_thirdpartyadvance WHERE id = NEW.advance_id) THEN
        RAISE EXCEPTION 'more is recovered of advance % than was paid', NEW.advance_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'advance_recovered_within';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER medical_advance_recovered AFTER INSERT ON medical_thirdpartyrecovered
    FOR EACH ROW EXECUTE FUNCTION medical_advance_recovered();
