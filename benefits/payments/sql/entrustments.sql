-- A suspicion that is open is given to somebody to look into only after the person was asked and answered, let the day pass or wished
-- to be visited, or with why that is not waited for; what is reported is reported once, by who went there, never of oneself, and stays.
-- It stops nothing.
-- law    REG 37, 26 (compared first, then by self-service, then by others), 30 (home visits)
CREATE FUNCTION payments_entrustment_course() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE broken text;
BEGIN
    broken := CASE
        WHEN TG_OP = 'DELETE' THEN 'entrustment_stays'
        WHEN TG_OP = 'INSERT' THEN CASE
             WHEN NEW.reported_at IS NOT NULL
                  OR EXISTS (SELECT 1 FROM payments_suspicion WHERE id = NEW.suspicion_id AND closed_at IS NOT NULL)
             THEN 'entrustment_of_an_open_suspicion'
             WHEN NEW.directly = '' AND NOT EXISTS (
                  SELECT 1 FROM payments_verification AS asked
                   WHERE asked.suspicion_id = NEW.suspicion_id
                     AND (asked.answered_at IS NOT NULL OR asked.visit_wished_at IS NOT NULL
                          OR asked.due_on < (NEW.asked_at AT TIME ZONE 'Asia/Shanghai')::date))
             THEN 'entrustment_after_self_service' END
        WHEN OLD.reported_at IS NOT NULL
             OR (NEW.suspicion_id, NEW.way, NEW.office_id, NEW.visitor_id, NEW.partner, NEW.directly, NEW.asked_by_id, NEW.asked_at,
                 NEW.due_on, NEW.law)
             IS DISTINCT FROM (OLD.suspicion_id, OLD.way, OLD.office_id, OLD.visitor_id, OLD.partner, OLD.directly, OLD.asked_by_id,
                 OLD.asked_at, OLD.due_on, OLD.law) THEN 'entrustment_stays'
        WHEN NEW.finding NOT IN ('', 'taken_back') AND NEW.visitor_id IS NOT NULL AND (
             SELECT person_hash FROM agency_user WHERE id = NEW.visitor_id) IS DISTINCT FROM (
             SELECT person_hash FROM agency_user WHERE id = NEW.reported_by_id) THEN 'entrustment_by_its_visitor'
        WHEN NEW.finding NOT IN ('', 'taken_back') AND claims_is_own(
             (SELECT person_hash FROM agency_user WHERE id = NEW.reported_by_id),
             (SELECT entitled.person_id FROM payments_suspicion AS suspicion
                JOIN payments_entitlement AS entitled ON entitled.id = suspicion.entitlement_id
               WHERE suspicion.id = NEW.suspicion_id)) THEN 'entrustment_not_of_oneself'
    END;
    IF broken IS NOT NULL THEN
        RAISE EXCEPTION 'entrustment of suspicion %: %', coalesce(NEW.suspicion_id, OLD.suspicion_id), broken
            USING ERRCODE = 'check_violation', CONSTRAINT = broken;
    END IF;
    RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER payments_entrustment_course BEFORE INSERT OR UPDATE OR DELETE ON payments_entrustment
    FOR EACH ROW EXECUTE FUNCTION payments_entrustment_course();
