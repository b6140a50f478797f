-- An advance is for an injury whose employer had not insured, by two people, none of whom it is of; what comes back is a line of the
-- bank, booked, never more than had arrived for the injury by then, as banks answered. On the site of a project that insured nobody on
-- that day its general contractor is liable with the employer, and named.
-- What was demanded back of the person is theirs to return, and not the employer's: of what had been demanded by a time it owes nothing.
-- law    SIL 41, 42; WIR 62; 社会保险基金先行支付暂行办法; 人社部发〔2014〕103号; REG 37, 40, 46
CREATE FUNCTION injury_lines(_injury text, _by timestamptz)
    RETURNS TABLE (run_id bigint, person_id bigint, booked_as varchar, amount_fen bigint) LANGUAGE sql STABLE AS $$
    SELECT line.run_id, line.person_id, line.booked_as, line.amount_fen
      FROM claims_grantedonce AS once CROSS JOIN LATERAL payments_kept_lines(once.decision_id, _by) AS line
     WHERE (once.of = _injury OR starts_with(once.of, _injury || ':')) AND line.fund = 'injury'
$$;

CREATE FUNCTION injury_advanced(_injury text, _by timestamptz DEFAULT 'infinity') RETURNS bigint LANGUAGE sql STABLE AS $$
    SELECT coalesce(sum(line.amount_fen), 0)::bigint
      FROM injury_lines(_injury, _by) AS line
     WHERE payments_has_left(line.run_id, line.person_id)
$$;

CREATE FUNCTION injury_arrived(_injury text, _by timestamptz DEFAULT 'infinity') RETURNS bigint LANGUAGE sql STABLE AS $$
    SELECT coalesce(sum(line.amount_fen), 0)::bigint
      FROM injury_lines(_injury, _by) AS line
     WHERE payments_has_arrived(line.run_id, line.person_id, _by)
$$;

CREATE FUNCTION injury_employer_case_by_two(_case bigint, _matter text, _employer bigint) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN (
        SELECT count(DISTINCT agency_person_of_eyes(step.eyes)) >= 2
          FROM matters_case AS its
          JOIN registry_employer AS named ON named.number = its.subject AND named.id = _employer
          JOIN matters_step AS step ON step.case_id = its.id AND step.round = its.round AND step.act IN ('handle', 'review', 'approve')
         WHERE its.id = _case AND its.state = 'done' AND its.matter = _matter AND its.subject_kind = 'employer');
END $$;

CREATE FUNCTION injury_advance_decided() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE hurt injury_injury; builder bigint;
BEGIN
    SELECT * INTO hurt FROM injury_injury WHERE id = NEW.injury_id;
    SELECT employer_id INTO builder FROM projects_project WHERE id = hurt.project_id AND employer_id <> hurt.employer_id;
    IF NEW.contractor_id IS DISTINCT FROM builder THEN
        RAISE EXCEPTION 'advance %: the contractor of its site is liable with the employer', NEW.number
            USING ERRCODE = 'check_violation', CONSTRAINT = 'injury_advance_contractor';
    END IF;
    IF hurt.was_insured OR NOT claims_signed_by_two(NEW.case_id, ARRAY['injury_advance'], hurt.person_id) THEN
        RAISE EXCEPTION 'advance %: the employer had insured, or no two people decided', NEW.number
            USING ERRCODE = 'check_violation', CONSTRAINT = 'injury_advance_decided';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER injury_advance_decided AFTER INSERT ON injury_advance
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION injury_advance_decided();

CREATE FUNCTION injury_advance_wrong(_advance bigint) RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE hurt injury_injury; builder bigint;
BEGIN
    SELECT injury_injury.* INTO hurt FROM injury_injury JOIN injury_advance ON injury_advance.injury_id = injury_injury.id
     WHERE injury_advance.id = _advance;
    SELECT contractor_id INTO builder FROM injury_advance WHERE id = _advance;
    RETURN CASE
        WHEN EXISTS (
             SELECT 1 FROM injury_advancerecovered AS back
              WHERE back.advance_id = _advance
                AND (SELECT sum(until.amount_fen) FROM injury_advancerecovered AS until
                      WHERE until.advance_id = _advance AND until.id <= back.id) > injury_arrived(hurt.number, back.recorded_at))
             THEN 'injury_more_came_back'
        WHEN EXISTS (
             SELECT 1 FROM injury_advancerecovered AS back
              WHERE back.advance_id = _advance
                AND (NOT (injury_employer_case_by_two(back.case_id, 'injury_advance_back', hurt.employer_id)
                          OR injury_employer_case_by_two(back.case_id, 'injury_advance_back', builder))
                     OR back.amount_fen IS DISTINCT FROM (
                        SELECT sum(amount_fen) FROM ledger_posting AS booked
                         WHERE booked.entry_id = back.entry_id AND booked.flow = 'injury_advance_repaid' AND booked.side = 'CREDIT')))
             THEN 'injury_recovery_booked_by_two'
        WHEN EXISTS (
             SELECT 1 FROM injury_advanceuncollectable AS lost
              WHERE lost.advance_id = _advance
                AND NOT (injury_employer_case_by_two(lost.case_id, 'injury_advance_lost', hurt.employer_id)
                         OR injury_employer_case_by_two(lost.case_id, 'injury_advance_lost', builder)))
             THEN 'injury_lost_by_two'
    END;
END $$;

-- One after another of an advance: each sees what came before it.
CREATE FUNCTION injury_advance_one_by_one() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('injury_advance', NEW.advance_id));
    RETURN NEW;
END $$;
CREATE TRIGGER injury_advance_one_by_one BEFORE INSERT ON injury_advancerecovered
    FOR EACH ROW EXECUTE FUNCTION injury_advance_one_by_one();

CREATE FUNCTION injury_advance_as_recovered() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE broken text;
BEGIN
    broken := injury_advance_wrong(NEW.advance_id);
    IF broken IS NOT NULL THEN
        RAISE EXCEPTION 'advance %: %', NEW.advance_id, broken
            USING ERRCODE = 'check_violation', CONSTRAINT = broken;
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER injury_advance_as_recovered AFTER INSERT ON injury_advancerecovered
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION injury_advance_as_recovered();
CREATE CONSTRAINT TRIGGER injury_advance_as_recovered AFTER INSERT ON injury_advanceuncollectable
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION injury_advance_as_recovered();
