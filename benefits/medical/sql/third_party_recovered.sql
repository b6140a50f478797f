-- What a third party repaid of an advance: no more than had arrived by then, as banks answered, and had not been demanded back of the
-- person, by a case of two others about the person, booked as much. What is wrong with one is said once, for the guard and for the proof.
-- law    SIL 30; MFS 45; REG 37
CREATE FUNCTION medical_advance_arrived(_advance bigint, _by timestamptz DEFAULT 'infinity') RETURNS bigint
    LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN (
        SELECT coalesce(sum(line.amount_fen), 0)::bigint
          FROM medical_thirdpartyadvance AS advance CROSS JOIN LATERAL payments_kept_lines(advance.decision_id, _by) AS line
         WHERE advance.id = _advance AND payments_has_arrived(line.run_id, line.person_id, _by));
END $$;

-- One after another of an advance: each sees what came before it.
CREATE FUNCTION medical_advance_one_by_one() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('medical_advance', NEW.advance_id));
    RETURN NEW;
END $$;
CREATE TRIGGER medical_advance_one_by_one BEFORE INSERT ON medical_thirdpartyrecovered
    FOR EACH ROW EXECUTE FUNCTION medical_advance_one_by_one();

CREATE FUNCTION medical_recovery_wrong(back medical_thirdpartyrecovered) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT CASE
        WHEN (SELECT sum(until.amount_fen) FROM medical_thirdpartyrecovered AS until
               WHERE until.advance_id = back.advance_id AND until.id <= back.id)
             > medical_advance_arrived(back.advance_id, back.recorded_at) THEN 'advance_recovered_within'
        WHEN NOT claims_signed_by_two(back.case_id, ARRAY['medical_advance_recovered'], claim.person_id) THEN 'advance_recovered_by_two'
        WHEN (SELECT sum(booked.amount_fen) FROM ledger_posting AS booked
               WHERE booked.entry_id = back.entry_id AND booked.flow = 'advance_recovered' AND booked.side = 'CREDIT')
             IS DISTINCT FROM back.amount_fen THEN 'advance_recovered_as_booked'
        END
      FROM medical_thirdpartyadvance AS advance
      JOIN claims_decision AS decision ON decision.id = advance.decision_id
      JOIN claims_claim AS claim ON claim.id = decision.claim_id
     WHERE advance.id = back.advance_id
$$;

CREATE FUNCTION medical_recovery() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE broken text := medical_recovery_wrong(NEW);
BEGIN
    IF broken IS NOT NULL THEN
        RAISE EXCEPTION 'recovery of advance %: %', NEW.advance_id, broken USING ERRCODE = 'check_violation', CONSTRAINT = broken;
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER medical_recovery AFTER INSERT ON medical_thirdpartyrecovered
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION medical_recovery();
