-- What a third party repaid of an advance: no more than left the fund for it and was not demanded back of the person, by a case of two
-- others about the person, booked as much. What is wrong with one is said once, for the guard and for the proof.
-- law    SIL 30; MFS 45; REG 37
CREATE FUNCTION medical_advance_paid(_advance bigint) RETURNS bigint LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN (
        SELECT coalesce(sum(line.amount_fen), 0)::bigint
          FROM medical_thirdpartyadvance AS advance CROSS JOIN LATERAL payments_kept_lines(advance.decision_id) AS line
         WHERE advance.id = _advance AND payments_has_left(line.run_id, line.person_id));
END $$;

CREATE FUNCTION medical_advance_recovered() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('medical_advance'), NEW.advance_id::int);
    IF (SELECT sum(amount_fen) FROM medical_thirdpartyrecovered WHERE advance_id = NEW.advance_id)
       > medical_advance_paid(NEW.advance_id) THEN
        RAISE EXCEPTION 'more is recovered of advance % than the fund is out of', NEW.advance_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'advance_recovered_within';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER medical_advance_recovered AFTER INSERT ON medical_thirdpartyrecovered
    FOR EACH ROW EXECUTE FUNCTION medical_advance_recovered();

CREATE FUNCTION medical_recovery_wrong(back medical_thirdpartyrecovered) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT CASE
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
