-- What clearing promises, whoever writes: a flag is decided once, of no more than its settlement paid; a clearing goes along its table
-- and what it is of stays; settlements and flags come into one while it is assembled, of its institution, fund, region and months, are
-- kept in it, and free for another only as it is cancelled or their institution left out; what is paid was approved, and left out by
-- nobody. Nobody decides, reviews or approves for an institution they act for, nor about their own bill.
-- law    REG 37, 40; 财社〔2017〕144号 art. 40–41
-- twin   benefits.settlement.rules.clearing.CLEARING
CREATE FUNCTION settlement_flag_begins() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.disallowed_fen IS NOT NULL THEN
        RAISE EXCEPTION 'a flag of settlement % begins decided', NEW.settlement_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'flag_begins_undecided';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER settlement_flag_begins BEFORE INSERT ON settlement_flag
    FOR EACH ROW EXECUTE FUNCTION settlement_flag_begins();

-- again  the lock lets flags of one settlement be decided one after the other
CREATE FUNCTION settlement_flag_course() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.disallowed_fen IS NOT NULL
       OR (NEW.settlement_id, NEW.code, NEW.line, NEW.told) IS DISTINCT FROM (OLD.settlement_id, OLD.code, OLD.line, OLD.told) THEN
        RAISE EXCEPTION 'flag % stays', OLD.id USING ERRCODE = 'check_violation', CONSTRAINT = 'flag_stays';
    END IF;
    IF EXISTS (
        SELECT 1 FROM settlement_settlement AS its JOIN agency_user AS account ON account.id = NEW.decided_by_id
         WHERE its.id = NEW.settlement_id
           AND (claims_is_own(account.person_hash, its.person_id)
                OR providers_acts_for(account.person_hash, its.institution_id, NEW.decided_at))) THEN
        RAISE EXCEPTION 'flag % is decided by whom it concerns', OLD.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'flag_not_of_oneself';
    END IF;
    PERFORM pg_advisory_xact_lock(hashtextextended(format('settlement:flags:%s', NEW.settlement_id), 0));
    IF NEW.disallowed_fen > 0 AND (
        SELECT sum(coalesce(disallowed_fen, 0)) FROM settlement_flag WHERE settlement_id = NEW.settlement_id AND id <> NEW.id)
       + NEW.disallowed_fen > (SELECT pool_fen + large_fen + major_fen FROM settlement_settlement WHERE id = NEW.settlement_id)
       OR NEW.disallowed_fen > (SELECT pool_fen + large_fen + major_fen FROM settlement_settlement WHERE id = NEW.settlement_id) THEN
        RAISE EXCEPTION 'more of settlement % is disallowed than the funds paid', NEW.settlement_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'flag_within_settlement';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER settlement_flag_course BEFORE UPDATE OR DELETE ON settlement_flag
    FOR EACH ROW EXECUTE FUNCTION settlement_flag_course();

CREATE FUNCTION settlement_clearing_begins() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.state <> 'assembling' OR NEW.total_fen <> 0 OR NEW.version <> 0 OR NEW.reviewed_eyes <> '' OR NEW.approved_eyes <> '' THEN
        RAISE EXCEPTION 'clearing % does not begin as it is assembled', NEW.number
            USING ERRCODE = 'check_violation', CONSTRAINT = 'clearing_begins_assembling';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER settlement_clearing_begins BEFORE INSERT ON settlement_clearingrun
    FOR EACH ROW EXECUTE FUNCTION settlement_clearing_begins();

CREATE FUNCTION settlement_clearing_of_its_run() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.paid_at IS NOT NULL
       OR NOT EXISTS (SELECT 1 FROM settlement_clearingrun WHERE id = NEW.run_id AND state = 'assembling') THEN
        RAISE EXCEPTION 'a clearing of run % comes late', NEW.run_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'clearing_of_its_run';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER settlement_clearing_of_its_run BEFORE INSERT ON settlement_clearing
    FOR EACH ROW EXECUTE FUNCTION settlement_clearing_of_its_run();

CREATE FUNCTION settlement_clearing_course() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE'
       OR (NEW.number, NEW.region_id, NEW.fund, NEW.month, NEW.run_id, NEW.opened_by_id, NEW.opened_at)
       IS DISTINCT FROM (OLD.number, OLD.region_id, OLD.fund, OLD.month, OLD.run_id, OLD.opened_by_id, OLD.opened_at)
       OR NEW.version <> OLD.version + 1
       OR (OLD.state, NEW.state) NOT IN (('assembling', 'checking'), ('checking', 'reviewed'), ('checking', 'cancelled'),
                                         ('checking', 'checking'), ('reviewed', 'reviewed'), ('approved', 'approved'),
                                         ('reviewed', 'checking'), ('reviewed', 'cancelled'), ('reviewed', 'approved'),
                                         ('approved', 'cancelled'), ('approved', 'paid'))
       OR NEW.state = OLD.state AND to_jsonb(NEW) - 'version' - 'total_fen' <> to_jsonb(OLD) - 'version' - 'total_fen'
       OR (NEW.state = 'paid') <> (NEW.paid_eyes <> '') OR (NEW.state = 'cancelled' AND NEW.reason = '')
       OR OLD.state <> 'assembling' AND NEW.total_fen <> OLD.total_fen
          AND (NEW.state <> OLD.state OR NEW.total_fen <> (
               SELECT coalesce(sum(pay_fen), 0) FROM settlement_clearing AS its
                WHERE its.run_id = NEW.id AND NOT EXISTS (SELECT 1 FROM settlement_leftout WHERE clearing_id = its.id))) THEN
        RAISE EXCEPTION 'clearing % does not go from % to %', OLD.number, OLD.state, NEW.state
            USING ERRCODE = 'check_violation', CONSTRAINT = 'clearing_course';
    END IF;
    IF EXISTS (
        SELECT 1 FROM settlement_clearing AS its
         WHERE its.run_id = NEW.id AND NOT EXISTS (SELECT 1 FROM settlement_leftout WHERE clearing_id = its.id)
           AND (NEW.state = 'reviewed' AND providers_acts_for(agency_person_of_eyes(NEW.reviewed_eyes), its.institution_id, NEW.reviewed_at)
                OR NEW.state = 'approved' AND providers_acts_for(agency_person_of_eyes(NEW.approved_eyes), its.institution_id, NEW.approved_at))) THEN
        RAISE EXCEPTION 'clearing % is signed by who acts for an institution of it', NEW.number
            USING ERRCODE = 'check_violation', CONSTRAINT = 'clearing_not_of_oneself';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER settlement_clearing_course BEFORE UPDATE OR DELETE ON settlement_clearingrun
    FOR EACH ROW EXECUTE FUNCTION settlement_clearing_course();

CREATE FUNCTION settlement_clearing_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.paid_at IS NOT NULL
       OR (NEW.run_id, NEW.institution_id, NEW.settlements, NEW.fund_fen, NEW.account_fen, NEW.disallowed_fen, NEW.pay_fen)
       IS DISTINCT FROM
          (OLD.run_id, OLD.institution_id, OLD.settlements, OLD.fund_fen, OLD.account_fen, OLD.disallowed_fen, OLD.pay_fen)
       OR EXISTS (SELECT 1 FROM settlement_leftout WHERE clearing_id = OLD.id)
       OR NOT EXISTS (SELECT 1 FROM settlement_clearingrun WHERE id = OLD.run_id AND state = 'approved') THEN
        RAISE EXCEPTION 'clearing % stays', OLD.id USING ERRCODE = 'check_violation', CONSTRAINT = 'clearing_stays';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER settlement_clearing_stays BEFORE UPDATE OR DELETE ON settlement_clearing
    FOR EACH ROW EXECUTE FUNCTION settlement_clearing_stays();

-- note   looked up by key, row by row: joined, all that was ever settled is read for each slice of a run
CREATE FUNCTION settlement_cleared_of_its_run() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM fresh
          LEFT JOIN LATERAL (SELECT * FROM settlement_settlement AS own WHERE own.id = fresh.settlement_id OFFSET 0) AS its ON true
          LEFT JOIN LATERAL (SELECT * FROM settlement_clearing AS own WHERE own.id = fresh.clearing_id OFFSET 0) AS clearing ON true
          LEFT JOIN settlement_clearingrun AS run ON run.id = clearing.run_id
         WHERE its.id IS NULL OR run.id IS NULL OR run.state <> 'assembling' OR fresh.freed_at IS NOT NULL
            OR its.institution_id <> clearing.institution_id
            OR its.fund <> run.fund OR its.region_id <> run.region_id OR its.month > run.month) THEN
        RAISE EXCEPTION 'a settlement comes into a clearing of another'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'cleared_of_its_run';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER settlement_cleared_of_its_run AFTER INSERT ON settlement_cleared
    REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION settlement_cleared_of_its_run();

-- What a clearing took off a flag is not free while another gives it back.
CREATE FUNCTION settlement_cleared_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.freed_at IS NOT NULL OR NEW.freed_at IS NULL
       OR to_jsonb(NEW) - 'freed_at' <> to_jsonb(OLD) - 'freed_at'
       OR NOT EXISTS (
          SELECT 1 FROM settlement_clearing AS clearing JOIN settlement_clearingrun AS run ON run.id = clearing.run_id
           WHERE clearing.id = OLD.clearing_id
             AND (run.state = 'cancelled' OR EXISTS (SELECT 1 FROM settlement_leftout WHERE clearing_id = clearing.id))) THEN
        RAISE EXCEPTION 'what clearing % has taken in stays', OLD.clearing_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'cleared_stays';
    END IF;
    IF TG_TABLE_NAME = 'settlement_clearedflag' THEN
        IF OLD.amount_fen > 0 AND EXISTS (
            SELECT 1 FROM settlement_clearedflag AS back
             WHERE back.flag_id = OLD.flag_id AND back.amount_fen < 0 AND back.freed_at IS NULL) THEN
            RAISE EXCEPTION 'flag % is given back by another clearing', OLD.flag_id
                USING ERRCODE = 'check_violation', CONSTRAINT = 'flag_given_back_stands';
        END IF;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER settlement_cleared_stays BEFORE UPDATE OR DELETE ON settlement_cleared
    FOR EACH ROW EXECUTE FUNCTION settlement_cleared_stays();
CREATE TRIGGER settlement_clearedflag_stays BEFORE UPDATE OR DELETE ON settlement_clearedflag
    FOR EACH ROW EXECUTE FUNCTION settlement_cleared_stays();

-- What a cancelled clearing has taken in is freed with it.
CREATE FUNCTION settlement_clearing_freed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.state = 'cancelled' AND EXISTS (
        SELECT 1 FROM settlement_clearing AS its
         WHERE its.run_id = NEW.id
           AND (EXISTS (SELECT 1 FROM settlement_cleared WHERE clearing_id = its.id AND freed_at IS NULL)
                OR EXISTS (SELECT 1 FROM settlement_clearedflag WHERE clearing_id = its.id AND freed_at IS NULL))) THEN
        RAISE EXCEPTION 'clearing % is cancelled and holds what it has taken in', NEW.number
            USING ERRCODE = 'check_violation', CONSTRAINT = 'cleared_freed_with_it';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER settlement_clearing_freed AFTER UPDATE ON settlement_clearingrun
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION settlement_clearing_freed();
