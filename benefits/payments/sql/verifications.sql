-- A suspicion that is open is asked about once; what was asked stays, and is answered once.
-- law    REG 26 (self-service verification)
CREATE FUNCTION payments_verification_course() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE broken text;
BEGIN
    broken := CASE
        WHEN TG_OP = 'DELETE' THEN 'verification_stays'
        WHEN TG_OP = 'INSERT' THEN CASE
             WHEN NEW.answered_at IS NOT NULL
                  OR EXISTS (SELECT 1 FROM payments_suspicion WHERE id = NEW.suspicion_id AND closed_at IS NOT NULL)
             THEN 'verification_of_an_open_suspicion' END
        WHEN NEW.answered_by_id IS NOT NULL AND NOT EXISTS (
             SELECT 1 FROM payments_suspicion AS suspicion
               JOIN payments_entitlement AS entitled ON entitled.id = suspicion.entitlement_id
               LEFT JOIN registry_onepeople AS own ON own.person_id = entitled.person_id
               LEFT JOIN registry_onepeople AS other ON other.head_id = own.head_id
               JOIN registry_citizentie AS tie
                 ON tie.person_id = coalesce(other.person_id, entitled.person_id) AND tie.user_id = NEW.answered_by_id
              WHERE suspicion.id = NEW.suspicion_id) THEN 'verification_by_the_person'
        WHEN OLD.answered_at IS NOT NULL
             OR OLD.visit_wished_at IS NOT NULL AND NEW.visit_wished_at IS DISTINCT FROM OLD.visit_wished_at
             OR (NEW.suspicion_id, NEW.asked_by_id, NEW.asked_at, NEW.due_on, NEW.law)
             IS DISTINCT FROM (OLD.suspicion_id, OLD.asked_by_id, OLD.asked_at, OLD.due_on, OLD.law) THEN 'verification_stays'
    END;
    IF broken IS NOT NULL THEN
        RAISE EXCEPTION 'verification of suspicion %: %', coalesce(NEW.suspicion_id, OLD.suspicion_id), broken
            USING ERRCODE = 'check_violation', CONSTRAINT = broken;
    END IF;
    RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER payments_verification_course BEFORE INSERT OR UPDATE OR DELETE ON payments_verification
    FOR EACH ROW EXECUTE FUNCTION payments_verification_course();
