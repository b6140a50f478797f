-- A work order follows its table: every change raises its version, what it is for stays, and what is done or cancelled stays.
-- law    REG 30, 38, 53
CREATE FUNCTION matters_visit_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE broken text;
BEGIN
    broken := CASE
        WHEN OLD.state IN ('done', 'cancelled') THEN 'visit_stays'
        WHEN NEW.version <> OLD.version + 1 THEN 'visit_version_rises'
        WHEN (NEW.number, NEW.office_id, NEW.subject, NEW.ordered_by_id, NEW.ordered_at)
             IS DISTINCT FROM (OLD.number, OLD.office_id, OLD.subject, OLD.ordered_by_id, OLD.ordered_at)
             OR OLD.case_id IS NOT NULL AND NEW.case_id IS DISTINCT FROM OLD.case_id THEN 'visit_keeps_what_it_is'
    END;
    IF broken IS NOT NULL THEN
        RAISE EXCEPTION 'visit %: %', OLD.number, broken USING ERRCODE = 'check_violation', CONSTRAINT = broken;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER matters_visit_guard BEFORE UPDATE ON matters_visit
    FOR EACH ROW EXECUTE FUNCTION matters_visit_guard();
CREATE TRIGGER matters_visit_not_deleted BEFORE DELETE ON matters_visit
    FOR EACH ROW EXECUTE FUNCTION kernel_refuse_change();
