-- What leaving an institution out promises, whoever writes: it is left out while its clearing stands unpaid, by another than who assembled
-- it and by nobody who acts for it, with all it had there freed and the clearing's sum less by it; what waits is told as it is assembled,
-- of institutions that are not in it; a hold is lifted once, by nobody who acts for the institution, and nobody who does puts one.
-- law    REG 37, 40, 43, 53
-- twin   benefits.settlement.rules.clearing.CLEARING
CREATE FUNCTION settlement_left_out_begins() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE its record;
BEGIN
    SELECT clearing.institution_id, run.state, run.opened_eyes INTO its
      FROM settlement_clearing AS clearing JOIN settlement_clearingrun AS run ON run.id = clearing.run_id
     WHERE clearing.id = NEW.clearing_id
       FOR UPDATE OF run;
    IF its.state NOT IN ('checking', 'reviewed', 'approved') THEN
        RAISE EXCEPTION 'clearing % is not one to leave out of', NEW.clearing_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'left_out_while_it_stands';
    END IF;
    IF agency_person_of_eyes(NEW.left_out_eyes) = agency_person_of_eyes(its.opened_eyes)
       OR providers_acts_for(agency_person_of_eyes(NEW.left_out_eyes), its.institution_id, NEW.left_out_at) THEN
        RAISE EXCEPTION 'clearing % is left out by who assembled it or acts for it', NEW.clearing_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'left_out_by_another';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER settlement_left_out_begins BEFORE INSERT ON settlement_leftout
    FOR EACH ROW EXECUTE FUNCTION settlement_left_out_begins();

CREATE FUNCTION settlement_left_out_whole() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM settlement_cleared WHERE clearing_id = NEW.clearing_id AND freed_at IS NULL)
       OR EXISTS (SELECT 1 FROM settlement_clearedflag WHERE clearing_id = NEW.clearing_id AND freed_at IS NULL)
       OR EXISTS (
          SELECT 1 FROM settlement_clearing AS its
            JOIN settlement_clearingrun AS run ON run.id = its.run_id
           WHERE its.id = NEW.clearing_id AND run.total_fen <> (
                 SELECT coalesce(sum(other.pay_fen), 0) FROM settlement_clearing AS other
                  WHERE other.run_id = run.id
                    AND NOT EXISTS (SELECT 1 FROM settlement_leftout WHERE clearing_id = other.id))) THEN
        RAISE EXCEPTION 'clearing % is left out and still counts', NEW.clearing_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'left_out_whole';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER settlement_left_out_whole AFTER INSERT ON settlement_leftout
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION settlement_left_out_whole();

CREATE FUNCTION settlement_waiting_of_its_run() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM fresh
          JOIN settlement_clearingrun AS run ON run.id = fresh.run_id
         WHERE run.state <> 'assembling' OR fresh.because = 'by_hand'
            OR EXISTS (SELECT 1 FROM settlement_clearing AS its
                        WHERE its.run_id = fresh.run_id AND its.institution_id = fresh.institution_id)) THEN
        RAISE EXCEPTION 'what waits is told late, or is in the clearing'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'waiting_of_its_run';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER settlement_waiting_of_its_run AFTER INSERT ON settlement_waiting
    REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION settlement_waiting_of_its_run();

CREATE FUNCTION settlement_hold_course() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'hold % stays', OLD.id USING ERRCODE = 'check_violation', CONSTRAINT = 'clearing_hold_stays';
    END IF;
    IF TG_OP = 'INSERT' AND NEW.lifted_at IS NOT NULL
       OR TG_OP = 'UPDATE' AND (OLD.lifted_at IS NOT NULL OR NEW.lifted_at IS NULL
           OR (NEW.institution_id, NEW.fund, NEW.reason, NEW.held_by_id, NEW.held_eyes, NEW.held_at)
           IS DISTINCT FROM (OLD.institution_id, OLD.fund, OLD.reason, OLD.held_by_id, OLD.held_eyes, OLD.held_at)) THEN
        RAISE EXCEPTION 'hold % stays', NEW.id USING ERRCODE = 'check_violation', CONSTRAINT = 'clearing_hold_stays';
    END IF;
    IF providers_acts_for(agency_person_of_eyes(NEW.held_eyes), NEW.institution_id, NEW.held_at)
       OR NEW.lifted_at IS NOT NULL
          AND (providers_acts_for(agency_person_of_eyes(NEW.lifted_eyes), NEW.institution_id, NEW.lifted_at)
               OR agency_person_of_eyes(NEW.lifted_eyes) = agency_person_of_eyes(NEW.held_eyes)) THEN
        RAISE EXCEPTION 'institution % is held or let go by who acts for it, or by one person', NEW.institution_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'clearing_hold_by_others';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER settlement_hold_course BEFORE INSERT OR UPDATE OR DELETE ON settlement_clearinghold
    FOR EACH ROW EXECUTE FUNCTION settlement_hold_course();
