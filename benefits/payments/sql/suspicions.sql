-- A suspicion is of the person its register's row names, or of what a check of our own records found; it begins open, is answered once,
-- by another than the person, and stopped by an ending of its benefit.
-- law    REG 25, 26 (compared first; suspected: looked into, stopped if confirmed, never by itself)
CREATE FUNCTION payments_suspicion_course() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE broken text;
BEGIN
    broken := CASE
        WHEN TG_OP = 'DELETE' THEN 'suspicion_stays'
        WHEN TG_OP = 'INSERT' THEN CASE
             WHEN NEW.closed_at IS NOT NULL OR NEW.row_id IS NOT NULL AND NOT EXISTS (
                  SELECT 1 FROM coverage_row AS line
                    JOIN coverage_batch AS batch ON batch.id = line.batch_id
                    JOIN coverage_known AS known ON known.id = line.known_id
                    JOIN payments_entitlement AS entitled ON entitled.id = NEW.entitlement_id
                   WHERE line.id = NEW.row_id AND (batch.kind, NEW.kind) IN
                         (('death', 'died'), ('prison', 'imprisoned'), ('household', 'moved_out'))
                     AND registry_was_one(known.person_id, entitled.person_id, NEW.found_at)) THEN 'suspicion_of_its_row' END
        WHEN OLD.closed_at IS NOT NULL
             OR (NEW.entitlement_id, NEW.kind, NEW.row_id, NEW.found_by, NEW.happened_on, NEW.found_at)
             IS DISTINCT FROM (OLD.entitlement_id, OLD.kind, OLD.row_id, OLD.found_by, OLD.happened_on, OLD.found_at) THEN 'suspicion_stays'
        WHEN NEW.closed_by_id IS NOT NULL AND claims_is_own(
             (SELECT person_hash FROM agency_user WHERE id = NEW.closed_by_id),
             (SELECT person_id FROM payments_entitlement WHERE id = NEW.entitlement_id)) THEN 'suspicion_not_of_oneself'
        WHEN NEW.outcome = 'stopped' AND NOT EXISTS (
             SELECT 1 FROM payments_ending AS ending WHERE ending.id = NEW.ending_id AND ending.entitlement_id = NEW.entitlement_id)
             THEN 'suspicion_stopped_by_its_ending'
    END;
    IF broken IS NOT NULL THEN
        RAISE EXCEPTION 'suspicion of entitlement %: %', coalesce(NEW.entitlement_id, OLD.entitlement_id), broken
            USING ERRCODE = 'check_violation', CONSTRAINT = broken;
    END IF;
    RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER payments_suspicion_course BEFORE INSERT OR UPDATE OR DELETE ON payments_suspicion
    FOR EACH ROW EXECUTE FUNCTION payments_suspicion_course();
