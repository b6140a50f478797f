-- A conclusion is on record by a case of two, neither the injured; the first comes first, what was appraised again is the last word.
-- law    WIR 23–29; REG 37
CREATE FUNCTION injury_appraisal_by_two() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE broken text;
BEGIN
    broken := CASE
        WHEN NOT claims_signed_by_two(NEW.case_id, ARRAY['injury_appraisal'], (SELECT person_id FROM injury_injury WHERE id = NEW.injury_id))
             THEN 'injury_appraised_by_two'
        WHEN (NEW.kind = 'first') = EXISTS (SELECT 1 FROM injury_appraisal WHERE injury_id = NEW.injury_id AND id < NEW.id)
             OR NEW.kind = 'again' AND (
                SELECT kind FROM injury_appraisal WHERE injury_id = NEW.injury_id AND id < NEW.id ORDER BY id DESC LIMIT 1) = 'again'
             THEN 'injury_appraised_in_order'
    END;
    IF broken IS NOT NULL THEN
        RAISE EXCEPTION 'appraisal of injury %: %', NEW.injury_id, broken
            USING ERRCODE = 'check_violation', CONSTRAINT = broken;
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER injury_appraisal_by_two AFTER INSERT ON injury_appraisal
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION injury_appraisal_by_two();
