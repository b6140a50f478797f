-- Paid leave and recurrences are on record by cases of the injured person or its employer, by two people where a committee confirmed; a
-- longer leave begins as the one before ends; upon a recurrence it is of the same injury.
-- law    WIR 33, 38; REG 21, 37
CREATE FUNCTION injury_of_its_case(_case bigint, _matters text [], _injury bigint, _people int) RETURNS boolean
    LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN EXISTS (
        SELECT 1 FROM matters_case AS its
          JOIN injury_injury AS hurt ON hurt.id = _injury
          JOIN registry_person AS injured ON injured.id = hurt.person_id
          JOIN registry_employer AS employer ON employer.id = hurt.employer_id
         WHERE its.id = _case AND its.state = 'done' AND its.matter = ANY(_matters)
           AND (its.subject_kind = 'employer' AND its.subject = employer.number
                OR its.subject_kind = 'person' AND EXISTS (
                   SELECT 1 FROM registry_person AS named
                    WHERE named.number = its.subject AND registry_was_one(named.id, hurt.person_id, its.decided_at)))
           AND _people <= (
               SELECT CASE WHEN bool_or(claims_is_own(agency_person_of_eyes(step.eyes), hurt.person_id)) THEN 0
                           ELSE count(DISTINCT agency_person_of_eyes(step.eyes)) END
                 FROM matters_step AS step
                WHERE step.case_id = its.id AND step.round = its.round AND step.act IN ('handle', 'review', 'approve')));
END $$;

CREATE FUNCTION injury_recurrence_of_its_case() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT injury_of_its_case(NEW.case_id, ARRAY['injury_recurrence'], NEW.injury_id, 2)
       OR NEW.starts_on < (SELECT happened_on FROM injury_injury WHERE id = NEW.injury_id) THEN
        RAISE EXCEPTION 'recurrence %: recorded by no two people, or before the injury', NEW.number
            USING ERRCODE = 'check_violation', CONSTRAINT = 'injury_recurrence_of_its_case';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER injury_recurrence_of_its_case AFTER INSERT ON injury_recurrence
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION injury_recurrence_of_its_case();

CREATE FUNCTION injury_leave_wrong(_leave bigint) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT CASE
           WHEN NOT injury_of_its_case(
                own.case_id, ARRAY['injury_leave', 'injury_leave_employer'], own.injury_id, CASE own.kind WHEN 'first' THEN 1 ELSE 2 END)
                THEN 'injury_leave_of_its_case'
           WHEN own.recurrence_id IS NOT NULL AND again.injury_id <> own.injury_id
                OR own.kind = 'extended' AND NOT EXISTS (
                   SELECT 1 FROM injury_paidleave AS before
                    WHERE before.injury_id = own.injury_id AND before.recurrence_id IS NOT DISTINCT FROM own.recurrence_id
                      AND before.id <> own.id AND before.ends_before = own.starts_on)
                OR EXISTS (
                   SELECT 1 FROM injury_paidleave AS other
                    WHERE other.injury_id = own.injury_id AND other.id <> own.id
                      AND daterange(other.starts_on, other.ends_before) && daterange(own.starts_on, own.ends_before))
                THEN 'injury_leave_in_order'
           END
      FROM injury_paidleave AS own
      LEFT JOIN injury_recurrence AS again ON again.id = own.recurrence_id
     WHERE own.id = _leave
$$;

CREATE FUNCTION injury_leave_as_recorded() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE broken text;
BEGIN
    broken := injury_leave_wrong(NEW.id);
    IF broken IS NOT NULL THEN
        RAISE EXCEPTION 'leave of injury %: %', NEW.injury_id, broken USING ERRCODE = 'check_violation', CONSTRAINT = broken;
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER injury_leave_as_recorded AFTER INSERT ON injury_paidleave
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION injury_leave_as_recorded();
