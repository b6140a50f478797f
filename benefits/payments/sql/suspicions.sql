-- A suspicion is of the person its register's row names, of what a check of our own records found, or of what was reported; it begins
-- open, is answered once, by another than the person, and by an end of its benefit, a suspension for just that, or by a case of two
-- different people that found it unfounded.
-- How it was verified is on record (`payments_on_record`): the person confirmed, or an office or a clerk there reported; what is
-- compared is on record with the register. A stop rests on the same (`payments_stop_on_record`), by what is suspected of the benefit.
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
                     AND registry_was_one(known.person_id, entitled.person_id, NEW.found_at)) THEN 'suspicion_of_its_row'
             WHEN NEW.report_id IS NOT NULL AND NOT EXISTS (
                  SELECT 1 FROM payments_stopreport AS told
                    JOIN payments_entitlement AS entitled ON entitled.id = NEW.entitlement_id
                   WHERE told.id = NEW.report_id AND ('reported_' || told.event, told.happened_on) = (NEW.kind, NEW.happened_on)
                     AND registry_was_one(told.person_id, entitled.person_id, NEW.found_at)) THEN 'suspicion_of_its_report' END
        WHEN OLD.closed_at IS NOT NULL
             OR (NEW.entitlement_id, NEW.kind, NEW.row_id, NEW.found_by, NEW.report_id, NEW.happened_on, NEW.found_at)
             IS DISTINCT FROM
             (OLD.entitlement_id, OLD.kind, OLD.row_id, OLD.found_by, OLD.report_id, OLD.happened_on, OLD.found_at) THEN 'suspicion_stays'
        WHEN NEW.closed_by_id IS NOT NULL AND claims_is_own(
             (SELECT person_hash FROM agency_user WHERE id = NEW.closed_by_id),
             (SELECT person_id FROM payments_entitlement WHERE id = NEW.entitlement_id)) THEN 'suspicion_not_of_oneself'
        WHEN NEW.outcome = 'stopped' AND NOT EXISTS (
             SELECT 1 FROM payments_ending AS ending WHERE ending.id = NEW.ending_id AND ending.entitlement_id = NEW.entitlement_id
                AND (ending.kind = 'ended' OR NEW.kind IN (ending.because, 'reported_' || ending.because)))
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

CREATE FUNCTION payments_on_record(_suspicion_id bigint, _verified text, _because text) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN _verified = 'compared'
        OR _verified = 'self_service' AND EXISTS (
           SELECT 1 FROM payments_verification AS asked WHERE asked.suspicion_id = _suspicion_id AND asked.answered_at IS NOT NULL)
        OR EXISTS (
           SELECT 1 FROM payments_entrustment AS sent
            WHERE sent.suspicion_id = _suspicion_id AND sent.way = _verified
              AND (sent.finding IN ('entitled', 'not_entitled') OR sent.finding = 'not_met' AND _because = 'not_verified'));
END $$;

CREATE FUNCTION payments_stop_on_record(_entitlement_id bigint, _verified text, _because text) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN _verified = 'compared'
        OR EXISTS (
           SELECT 1 FROM payments_suspicion AS suspicion
             LEFT JOIN payments_ending AS ending ON ending.id = suspicion.ending_id
            WHERE suspicion.entitlement_id = _entitlement_id AND suspicion.outcome <> 'entitled' AND ending.lifted_at IS NULL
              AND payments_on_record(suspicion.id, _verified, _because));
END $$;

CREATE FUNCTION payments_suspicion_by_two() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.outcome = 'entitled' AND NOT coalesce(
        payments_on_record(NEW.id, NEW.verified, '')
        AND claims_signed_by_two(
            NEW.case_id, ARRAY['benefit_kept'], (SELECT person_id FROM payments_entitlement WHERE id = NEW.entitlement_id)), false) THEN
        RAISE EXCEPTION 'suspicion of entitlement %: found unfounded by no case of two', NEW.entitlement_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'suspicion_unfounded_by_two';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER payments_suspicion_by_two AFTER UPDATE ON payments_suspicion
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION payments_suspicion_by_two();
