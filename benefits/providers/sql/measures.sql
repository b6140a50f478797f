-- A measure against an institution is decided by another person than proposed it, once the institution stated its case or its days passed
-- unused; what was proposed stays, and so does what was decided and said.
-- law    REG 43 (the institution states and defends before it is decided)
CREATE FUNCTION providers_measure_course() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.outcome <> ''
       OR (NEW.number, NEW.institution_id, NEW.department_id, NEW.kind, NEW.facts, NEW.effective_on, NEW.ends_before, NEW.state_until,
           NEW.letter_id, NEW.proposed_by_id, NEW.proposed_at)
       IS DISTINCT FROM
          (OLD.number, OLD.institution_id, OLD.department_id, OLD.kind, OLD.facts, OLD.effective_on, OLD.ends_before, OLD.state_until,
           OLD.letter_id, OLD.proposed_by_id, OLD.proposed_at) THEN
        RAISE EXCEPTION 'measure % stays', OLD.number USING ERRCODE = 'check_violation', CONSTRAINT = 'measure_stays';
    END IF;
    IF NOT EXISTS (SELECT 1 FROM providers_hearing WHERE measure_id = NEW.id) THEN
        RAISE EXCEPTION 'measure % is decided unheard', NEW.number
            USING ERRCODE = 'check_violation', CONSTRAINT = 'measure_heard_first';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER providers_measure_course BEFORE UPDATE OR DELETE ON providers_measure
    FOR EACH ROW EXECUTE FUNCTION providers_measure_course();

CREATE FUNCTION providers_measure_begins() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.outcome <> '' OR NEW.department_id IS NOT NULL
       AND NOT EXISTS (SELECT 1 FROM providers_department WHERE id = NEW.department_id AND institution_id = NEW.institution_id) THEN
        RAISE EXCEPTION 'measure % begins decided, or of another institution', NEW.number
            USING ERRCODE = 'check_violation', CONSTRAINT = 'measure_stays';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER providers_measure_begins BEFORE INSERT ON providers_measure
    FOR EACH ROW EXECUTE FUNCTION providers_measure_begins();

CREATE FUNCTION providers_hearing_in_time() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM providers_measure AS its
                    WHERE its.id = NEW.measure_id AND its.outcome = ''
                      AND (NEW.kind = 'stated' OR (NEW.heard_at AT TIME ZONE 'Asia/Shanghai')::date > its.state_until)) THEN
        RAISE EXCEPTION 'the days to state of measure % have not passed, or it is decided', NEW.measure_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'hearing_in_time';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER providers_hearing_in_time BEFORE INSERT ON providers_hearing
    FOR EACH ROW EXECUTE FUNCTION providers_hearing_in_time();
