-- What paying out promises, whoever writes: lines and payments are written while their run is assembled, or once more for what failed, by
-- a clerk whose benefit it is not, to an account of the person it is of; a run goes along the table, by different people; a payment goes
-- in a file once, of an approved run, to an account that stands, while nothing holds it; a bank answers for what it was sent; a hold is
-- lifted once, by another than who opened the run or answered the suspicion, and than whom it is of; a benefit is stopped by a case of
-- two others of its own, or ended by one that grants another of the same fund in its stead, verified in a way that is on record, and
-- again only from an earlier month; a suspension is lifted once.
-- law    REG 25, 26, 37, 40, 42; SIL 64; regulations E
-- twin   benefits.payments.rules.course.PAYMENT_RUN
CREATE FUNCTION payments_ending_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.lifted_at IS NOT NULL OR OLD.kind <> 'suspended'
       OR (NEW.entitlement_id, NEW.kind, NEW.from_month, NEW.because, NEW.verified, NEW.reason, NEW.case_id, NEW.letter_id, NEW.decided_by_id,
           NEW.decided_at)
       IS DISTINCT FROM
       (OLD.entitlement_id, OLD.kind, OLD.from_month, OLD.because, OLD.verified, OLD.reason, OLD.case_id, OLD.letter_id, OLD.decided_by_id,
           OLD.decided_at) THEN
        RAISE EXCEPTION 'the stop of entitlement % stays', OLD.entitlement_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'ending_stays';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER payments_ending_stays BEFORE UPDATE OR DELETE ON payments_ending
    FOR EACH ROW EXECUTE FUNCTION payments_ending_stays();

CREATE FUNCTION payments_grants_in_its_stead(_case_id bigint, _entitlement_id bigint) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN EXISTS (
        SELECT 1 FROM claims_claim AS claim
          JOIN claims_decision AS decision ON decision.claim_id = claim.id AND decision.outcome = 'granted'
          JOIN payments_entitlement AS other ON other.decision_id = decision.id
          JOIN payments_entitlement AS entitled ON entitled.id = _entitlement_id AND entitled.fund = other.fund
          LEFT JOIN registry_onepeople AS its ON its.person_id = other.person_id
          LEFT JOIN registry_onepeople AS own ON own.person_id = entitled.person_id
         WHERE claim.case_id = _case_id AND other.id <> _entitlement_id
           AND (other.person_id = entitled.person_id OR its.head_id = own.head_id));
END $$;

CREATE FUNCTION payments_ending_decided() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT CASE WHEN bool_or(claims_is_own(agency_person_of_eyes(step.eyes), entitled.person_id)) THEN 0
                    ELSE count(DISTINCT agency_person_of_eyes(step.eyes)) END
          FROM matters_case AS its
          JOIN matters_step AS step ON step.case_id = its.id AND step.round = its.round AND step.act IN ('handle', 'review', 'approve')
          JOIN payments_entitlement AS entitled ON entitled.id = NEW.entitlement_id
          JOIN registry_person AS person ON person.id = entitled.person_id
          LEFT JOIN registry_onepeople AS own ON own.person_id = person.id
          LEFT JOIN registry_onepeople AS other ON other.head_id = own.head_id
          LEFT JOIN registry_person AS same ON same.id = other.person_id
         WHERE its.id = coalesce(NEW.lifted_case_id, NEW.case_id) AND its.state = 'done' AND its.subject_kind = 'person'
           AND its.subject IN (person.number, same.number)
           AND (its.matter = CASE WHEN NEW.lifted_case_id IS NULL THEN 'benefit_stop' ELSE 'benefit_resume' END
                OR NEW.kind = 'ended' AND payments_grants_in_its_stead(its.id, entitled.id))) < 2 THEN
        RAISE EXCEPTION 'the stop of entitlement % is decided by no case of two', NEW.entitlement_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'ending_decided';
    END IF;
    IF TG_OP = 'INSERT' AND NOT payments_stop_on_record(NEW.entitlement_id, NEW.verified, NEW.because) THEN
        RAISE EXCEPTION 'the stop of entitlement %: nothing on record says %', NEW.entitlement_id, NEW.verified
            USING ERRCODE = 'check_violation', CONSTRAINT = 'ending_verified';
    END IF;
    IF TG_OP = 'INSERT' AND EXISTS (
        SELECT 1 FROM payments_ending AS before
         WHERE before.entitlement_id = NEW.entitlement_id AND before.id < NEW.id AND before.kind = 'ended'
           AND (NEW.kind <> 'ended' OR before.from_month <= NEW.from_month)) THEN
        RAISE EXCEPTION 'entitlement % has ended by then', NEW.entitlement_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'ending_only_earlier';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER payments_ending_decided AFTER INSERT OR UPDATE ON payments_ending
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION payments_ending_decided();

CREATE FUNCTION payments_run_course() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE broken text;
BEGIN
    broken := CASE
        WHEN TG_OP = 'DELETE' THEN 'payment_run_stays'
        WHEN TG_OP = 'INSERT' THEN CASE WHEN NEW.state <> 'assembling' THEN 'payment_run_course' END
        WHEN (NEW.number, NEW.region_id, NEW.fund, NEW.month, NEW.run_id, NEW.opened_by_id, NEW.opened_eyes, NEW.opened_at)
             IS DISTINCT FROM
             (OLD.number, OLD.region_id, OLD.fund, OLD.month, OLD.run_id, OLD.opened_by_id, OLD.opened_eyes, OLD.opened_at)
             OR OLD.state <> 'assembling' AND (NEW.people, NEW.total_fen) IS DISTINCT FROM (OLD.people, OLD.total_fen)
             THEN 'payment_run_stays'
        WHEN (OLD.state, NEW.state) NOT IN (
             ('assembling', 'checking'), ('checking', 'reviewed'), ('checking', 'cancelled'),
             ('reviewed', 'approved'), ('reviewed', 'checking')) THEN 'payment_run_course'
        WHEN NEW.state = 'reviewed' AND EXISTS (
             SELECT 1 FROM payments_hold AS hold JOIN payments_batch AS batch ON batch.id = hold.batch_id
              WHERE batch.payment_run_id = NEW.id AND hold.because = 'sample' AND hold.lifted_at IS NULL)
             THEN 'payment_run_sample_cleared'
    END;
    IF broken IS NOT NULL THEN
        RAISE EXCEPTION 'payment run %: %', coalesce(NEW.number, OLD.number), broken
            USING ERRCODE = 'check_violation', CONSTRAINT = broken;
    END IF;
    RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER payments_run_course BEFORE INSERT OR UPDATE OR DELETE ON payments_paymentrun
    FOR EACH ROW EXECUTE FUNCTION payments_run_course();

CREATE FUNCTION payments_lines_while_assembling() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM (SELECT DISTINCT paid_in FROM fresh) AS each
                LEFT JOIN payments_paymentrun AS its ON its.id = each.paid_in
               WHERE its.state IS DISTINCT FROM 'assembling') THEN
        RAISE EXCEPTION 'lines join a run that is assembled' USING ERRCODE = 'check_violation', CONSTRAINT = 'lines_while_assembling';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER payments_lines_while_assembling AFTER INSERT ON payments_line
    REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION payments_lines_while_assembling();

CREATE FUNCTION payments_while_assembling() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM (SELECT DISTINCT batch_id FROM fresh WHERE again_for IS NULL) AS each
                LEFT JOIN payments_batch AS batch ON batch.id = each.batch_id
                LEFT JOIN payments_paymentrun AS its ON its.id = batch.payment_run_id
               WHERE its.state IS DISTINCT FROM 'assembling') THEN
        RAISE EXCEPTION 'payments join a run that is assembled'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'payments_while_assembling';
    END IF;
    IF EXISTS (SELECT 1 FROM fresh JOIN registry_bankcard AS card ON card.id = fresh.card_id WHERE card.person_id <> fresh.person_id) THEN
        RAISE EXCEPTION 'a payment goes to the account of another person'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'payment_to_own_account';
    END IF;
    IF EXISTS (SELECT 1 FROM fresh WHERE again_for IS NOT NULL) THEN
        IF EXISTS (SELECT 1 FROM fresh AS again
                     JOIN payments_batch AS batch ON batch.id = again.batch_id
                     LEFT JOIN (payments_payment AS failed JOIN payments_batch AS its ON its.id = failed.batch_id)
                            ON failed.month = again.month AND failed.row = again.again_for AND its.payment_run_id = batch.payment_run_id
                     LEFT JOIN payments_answer AS result
                            ON result.month = failed.month AND result.batch_id = failed.batch_id AND result.row = failed.row
                    WHERE again.again_for IS NOT NULL
                      AND (again.again_by_id IS NULL
                           OR (failed.person_id, failed.amount_fen) IS DISTINCT FROM (again.person_id, again.amount_fen)
                           OR failed.card_id IS NOT NULL AND coalesce(result.answer, 'paid') = 'paid' AND NOT EXISTS (
                              SELECT 1 FROM payments_hold AS none
                               WHERE none.month = failed.month AND none.batch_id = failed.batch_id AND none.row = failed.row
                                 AND none.because = 'no_account' AND none.lifted_at IS NULL)
                           OR EXISTS (SELECT 1 FROM payments_payment AS other JOIN payments_batch AS place ON place.id = other.batch_id
                                       WHERE other.month = again.month AND other.again_for = again.again_for
                                         AND place.payment_run_id = batch.payment_run_id AND other.row <> again.row))) THEN
            RAISE EXCEPTION 'paid again without having failed, or twice, or by nobody'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'payment_again_for_what_failed';
        END IF;
        IF EXISTS (SELECT 1 FROM fresh AS again JOIN agency_user AS account ON account.id = again.again_by_id
                    WHERE again.again_for IS NOT NULL AND claims_is_own(account.person_hash, again.person_id)) THEN
            RAISE EXCEPTION 'paid again to oneself' USING ERRCODE = 'check_violation', CONSTRAINT = 'payment_again_not_to_oneself';
        END IF;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER payments_while_assembling AFTER INSERT ON payments_payment
    REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION payments_while_assembling();

CREATE FUNCTION payments_into_file() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    each record;
    its record;
    here record;
BEGIN
    FOR each IN SELECT file_id, batch_id, month, min(row) AS first, max(row) AS last, count(*) AS payments FROM fresh GROUP BY 1, 2, 3 LOOP
        SELECT run.id, run.region_id, run.fund, run.state INTO its
          FROM payments_bankfile AS file
          JOIN payments_batch AS batch ON batch.id = file.batch_id
          JOIN payments_paymentrun AS run ON run.id = batch.payment_run_id
         WHERE file.id = each.file_id AND file.batch_id = each.batch_id;
        SELECT count(*) AS payments, count(payment.again_for) AS again INTO here
          FROM fresh
          JOIN payments_payment AS payment ON payment.row = fresh.row
         WHERE fresh.file_id = each.file_id
           AND payment.month = each.month AND payment.batch_id = each.batch_id AND payment.row BETWEEN each.first AND each.last
           AND EXISTS (SELECT 1 FROM registry_bankcard AS card WHERE card.id = payment.card_id AND card.ends_before IS NULL)
           AND NOT EXISTS (SELECT 1 FROM registry_person AS dead WHERE dead.id = payment.person_id AND dead.died_on < each.month)
           AND NOT EXISTS (SELECT 1 FROM payments_givenup AS gone WHERE gone.run_id = its.id AND gone.person_id = payment.person_id);
        IF its.state IS DISTINCT FROM 'approved' OR here.payments <> each.payments
           OR EXISTS (SELECT 1 FROM payments_hold AS hold JOIN fresh ON fresh.row = hold.row AND fresh.file_id = each.file_id
                       WHERE hold.month = each.month AND hold.batch_id = each.batch_id AND hold.lifted_at IS NULL)
           OR here.again > 0 AND EXISTS (
               SELECT 1 FROM fresh
                 JOIN payments_payment AS again ON again.row = fresh.row AND again.month = each.month AND again.batch_id = each.batch_id
                 JOIN payments_batch AS other ON other.payment_run_id = its.id
                 JOIN payments_hold AS held
                   ON held.month = each.month AND held.batch_id = other.id AND held.row = again.again_for AND held.lifted_at IS NULL
                  AND held.because <> 'no_account'
                WHERE fresh.file_id = each.file_id AND again.again_for IS NOT NULL
                  AND NOT EXISTS (
                      SELECT 1 FROM payments_hold AS own
                       WHERE own.month = each.month AND own.batch_id = each.batch_id AND own.row = again.row
                         AND own.because = held.because AND own.lifted_at IS NOT NULL))
           OR EXISTS (SELECT 1 FROM payments_against AS against JOIN fresh ON fresh.row = against.row AND fresh.file_id = each.file_id
                       WHERE against.month = each.month AND against.batch_id = each.batch_id
                         AND against.region_id = its.region_id AND against.fund = its.fund) THEN
            RAISE EXCEPTION 'a payment leaves unapproved, held, or without an account'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'payment_leaves_as_approved';
        END IF;
    END LOOP;
    RETURN NULL;
END $$;
CREATE TRIGGER payments_into_file AFTER INSERT ON payments_infile
    REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION payments_into_file();

CREATE FUNCTION payments_result_of_its_file() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM fresh
                LEFT JOIN payments_resultfile AS told ON told.id = fresh.result_file_id
                LEFT JOIN payments_infile AS sent ON sent.month = fresh.month AND sent.batch_id = fresh.batch_id AND sent.row = fresh.row
               WHERE sent.file_id IS DISTINCT FROM told.file_id OR sent.file_id IS NULL) THEN
        RAISE EXCEPTION 'an answer for what was not sent' USING ERRCODE = 'check_violation', CONSTRAINT = 'result_of_its_file';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER payments_result_of_its_file AFTER INSERT ON payments_result
    REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION payments_result_of_its_file();

CREATE FUNCTION payments_hold_lifted_once() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE broken text;
BEGIN
    broken := CASE
        WHEN TG_OP = 'DELETE' OR OLD.lifted_at IS NOT NULL
             OR (NEW.month, NEW.batch_id, NEW.row, NEW.person_id, NEW.because, NEW.told, NEW.raised_at)
             IS DISTINCT FROM (OLD.month, OLD.batch_id, OLD.row, OLD.person_id, OLD.because, OLD.told, OLD.raised_at)
             THEN 'hold_lifted_once'
        WHEN NEW.because NOT IN ('shared_account', 'jump', 'outlier', 'back_pay', 'sample', 'suspected', 'stopped')
             AND NOT payments_put_right(NEW.month, NEW.person_id, NEW.because, NEW.told) THEN 'hold_not_by_a_word'
        WHEN NEW.because IN ('suspected', 'stopped') AND EXISTS (
             SELECT 1 FROM payments_against AS against
              WHERE against.month = NEW.month AND against.batch_id = NEW.batch_id AND against.row = NEW.row)
             THEN 'hold_while_it_stands'
        WHEN claims_is_own((SELECT person_hash FROM agency_user WHERE id = NEW.lifted_by_id), NEW.person_id)
             THEN 'hold_not_of_oneself'
        WHEN (SELECT person_hash FROM agency_user WHERE id = NEW.lifted_by_id) = (
             SELECT agency_person_of_eyes(its.opened_eyes) FROM payments_batch AS batch
               JOIN payments_paymentrun AS its ON its.id = batch.payment_run_id WHERE batch.id = NEW.batch_id)
             OR NEW.because = 'suspected' AND EXISTS (
             SELECT 1 FROM payments_suspicion AS suspicion
               JOIN payments_entitlement AS entitled ON entitled.id = suspicion.entitlement_id AND entitled.person_id = NEW.person_id
               JOIN agency_user AS closer ON closer.id = suspicion.closed_by_id
               JOIN agency_user AS lifter ON lifter.id = NEW.lifted_by_id AND lifter.person_hash = closer.person_hash
              WHERE suspicion.outcome = 'entitled' AND suspicion.closed_at >= NEW.raised_at)
             THEN 'hold_lifted_by_another'
    END;
    IF broken IS NOT NULL THEN
        RAISE EXCEPTION 'hold of payment %: %', OLD.row, broken USING ERRCODE = 'check_violation', CONSTRAINT = broken;
    END IF;
    RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER payments_hold_lifted_once BEFORE UPDATE OR DELETE ON payments_hold
    FOR EACH ROW EXECUTE FUNCTION payments_hold_lifted_once();
