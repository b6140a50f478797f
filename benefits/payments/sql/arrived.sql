-- What a bank was said to have returned and had arrived: put right once, by a case of two others about the person, with as much booked
-- in the run's book. Where another payment arrived in its stead, or it was given up, all of it is demanded back, the payment counts as
-- returned still, and what paid the other, and had not come back, is drawn; otherwise it has arrived, and what was made in its stead and
-- has not left never leaves. No payment is made again while one of them has left. What is wrong with one is said once, for the guard and
-- for the proof.
-- law    REG 40, 46, 37 (two people); SIL 89 (records are true); regulations E (nothing is paid twice)
-- Payments of a run to the same person beside one: whether a file took each, and whether it is there by the last word.
CREATE FUNCTION payments_beside_it(its payments_arrived)
RETURNS TABLE (month date, batch_id bigint, row_no bigint, is_sent boolean, is_there boolean) LANGUAGE sql STABLE AS $$
    SELECT other.month, other.batch_id, other.row, sent.row IS NOT NULL, sent.row IS NOT NULL AND coalesce(result.answer, 'paid') = 'paid'
      FROM payments_batch AS batch
      JOIN payments_payment AS other ON other.month = its.month AND other.batch_id = batch.id AND other.person_id = its.person_id
      LEFT JOIN payments_infile AS sent ON sent.month = other.month AND sent.batch_id = other.batch_id AND sent.row = other.row
      LEFT JOIN payments_answer AS result ON result.month = other.month AND result.batch_id = other.batch_id AND result.row = other.row
     WHERE batch.payment_run_id = its.run_id AND (other.batch_id, other.row) <> (its.batch_id, its.row)
$$;

-- What of a run left the expenditure account to a person beyond what was drawn for it: a payment in the stead of another is paid from what
-- came back; where that had arrived, nothing had, and as much more is drawn (the entry of the case that puts it right).
CREATE FUNCTION payments_left_undrawn(_run bigint, _person bigint) RETURNS bigint LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN coalesce((
           SELECT sum(CASE WHEN gone.row IS NOT NULL OR twice.id IS NOT NULL THEN payment.amount_fen ELSE 0 END
                      - CASE WHEN back.row_no IS NULL OR file.from_returned_fen IS NULL THEN payment.amount_fen ELSE 0 END)
             FROM payments_paymentrun AS its
             JOIN payments_batch AS batch ON batch.payment_run_id = its.id
             JOIN payments_payment AS payment ON payment.month = its.month AND payment.batch_id = batch.id AND payment.person_id = _person
             JOIN payments_infile AS sent ON sent.month = payment.month AND sent.batch_id = payment.batch_id AND sent.row = payment.row
             JOIN payments_bankfile AS file ON file.id = sent.file_id
             LEFT JOIN payments_left AS gone ON gone.month = sent.month AND gone.batch_id = sent.batch_id AND gone.row = sent.row
             LEFT JOIN payments_arrived AS twice
                    ON twice.month = sent.month AND twice.batch_id = sent.batch_id AND twice.row = sent.row AND twice.undue_fen > 0
             LEFT JOIN LATERAL payments_from_returned(its.month, batch.id) AS back ON back.row_no = payment.row
            WHERE its.id = _run), 0)::bigint
         - coalesce((
           SELECT sum(posting.amount_fen)
             FROM payments_arrived AS own
             JOIN matters_case AS its ON its.id = own.case_id
             JOIN ledger_entry AS entry ON entry.key = format('arrived:%s:funding', its.number) AND entry.flow = 'funding'
             JOIN ledger_posting AS posting ON posting.entry_id = entry.id AND posting.account_kind = 'expenditure_account'
            WHERE (own.run_id, own.person_id) = (_run, _person)), 0)::bigint;
END $$;

CREATE FUNCTION payments_arrived_wrong(its payments_arrived) RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE amount bigint;
BEGIN
    SELECT payment.amount_fen INTO amount
      FROM payments_payment AS payment JOIN payments_batch AS batch ON batch.id = payment.batch_id
     WHERE payment.month = its.month AND payment.batch_id = its.batch_id AND payment.row = its.row
       AND (payment.person_id, batch.payment_run_id) = (its.person_id, its.run_id);
    RETURN CASE
        WHEN amount IS NULL OR NOT EXISTS (
             SELECT 1 FROM payments_result AS result
               LEFT JOIN payments_returnedlater AS later
                      ON later.month = result.month AND later.batch_id = result.batch_id AND later.row = result.row
              WHERE result.month = its.month AND result.batch_id = its.batch_id AND result.row = its.row
                AND its.told IN (result.answer, later.answer)) THEN 'arrived_was_returned'
        WHEN NOT claims_signed_by_two(its.case_id, ARRAY['payment_arrived'], its.person_id) THEN 'arrived_by_two'
        WHEN its.undue_fen NOT IN (0, amount) THEN 'arrived_demanded_whole'
        WHEN payments_booked_elsewhere(its.entry_id, its.run_id) OR (
             SELECT sum(posting.amount_fen) FROM ledger_posting AS posting
              WHERE posting.entry_id = its.entry_id AND posting.flow = 'payment_arrived' AND posting.account_kind = 'benefits'
                AND posting.side = 'DEBIT') IS DISTINCT FROM amount THEN 'arrived_as_booked'
        WHEN its.undue_fen = 0
         AND EXISTS (SELECT 1 FROM payments_answer AS result
                      WHERE result.month = its.month AND result.batch_id = its.batch_id AND result.row = its.row AND result.answer = 'paid')
         AND EXISTS (SELECT 1 FROM payments_beside_it(its) AS other
                      WHERE other.is_there OR NOT other.is_sent AND NOT EXISTS (
                            SELECT 1 FROM payments_hold AS held
                             WHERE held.month = other.month AND held.batch_id = other.batch_id AND held.row = other.row_no
                               AND held.because = 'arrived' AND held.lifted_at IS NULL)) THEN 'arrived_beside_another'
        WHEN payments_left_undrawn(its.run_id, its.person_id) > 0 THEN 'arrived_is_drawn'
        WHEN its.undue_fen = 0
         AND EXISTS (SELECT 1 FROM payments_answer AS result
                      WHERE result.month = its.month AND result.batch_id = its.batch_id AND result.row = its.row AND result.answer = 'paid')
         AND EXISTS (SELECT 1 FROM payments_givenup AS gone WHERE (gone.run_id, gone.person_id) = (its.run_id, its.person_id))
             THEN 'arrived_though_given_up'
        END;
END $$;

CREATE FUNCTION payments_arrived() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE broken text;
BEGIN
    PERFORM 1 FROM payments_paymentrun WHERE id = NEW.run_id FOR NO KEY UPDATE; -- one of two at a moment sees the other
    broken := payments_arrived_wrong(NEW);
    IF broken IS NULL AND NEW.undue_fen > 0
       AND NOT EXISTS (SELECT 1 FROM payments_givenup AS gone WHERE (gone.run_id, gone.person_id) = (NEW.run_id, NEW.person_id))
       AND NOT EXISTS (SELECT 1 FROM payments_beside_it(NEW) AS other WHERE other.is_there) THEN
        broken := 'arrived_beside_nothing';
    END IF;
    IF broken IS NOT NULL THEN
        RAISE EXCEPTION 'payment %: %', NEW.row, broken USING ERRCODE = 'check_violation', CONSTRAINT = broken;
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER payments_arrived AFTER INSERT ON payments_arrived
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION payments_arrived();

CREATE FUNCTION payments_arrived_repaid_wrong(repaid payments_arrivedrepaid) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT CASE
        WHEN NOT claims_signed_by_two(repaid.case_id, ARRAY['paid_twice_repaid'], its.person_id) THEN 'arrived_repaid_by_two'
        WHEN (SELECT sum(each.amount_fen) FROM payments_arrivedrepaid AS each WHERE each.arrived_id = its.id) > its.undue_fen
             THEN 'arrived_repaid_within'
        WHEN payments_booked_elsewhere(repaid.entry_id, its.run_id) OR (
             SELECT sum(posting.amount_fen) FROM ledger_posting AS posting
              WHERE posting.entry_id = repaid.entry_id AND posting.flow = 'benefit_recovered' AND posting.account_kind = 'benefits'
                AND posting.side = 'CREDIT') IS DISTINCT FROM repaid.amount_fen THEN 'arrived_repaid_as_booked'
        END
      FROM payments_arrived AS its WHERE its.id = repaid.arrived_id
$$;

CREATE FUNCTION payments_arrived_repaid() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE broken text;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended(format('arrived:%s', NEW.arrived_id), 0));
    broken := payments_arrived_repaid_wrong(NEW);
    IF broken IS NOT NULL THEN
        RAISE EXCEPTION 'what arrived twice: %', broken USING ERRCODE = 'check_violation', CONSTRAINT = broken;
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER payments_arrived_repaid AFTER INSERT ON payments_arrivedrepaid
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION payments_arrived_repaid();

CREATE FUNCTION payments_again_while_none_is_there() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM fresh JOIN payments_batch AS batch ON batch.id = fresh.batch_id
                WHERE fresh.again_for IS NOT NULL AND payments_has_left(batch.payment_run_id, fresh.person_id)) THEN
        RAISE EXCEPTION 'paid again while a payment of the run is there'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'payment_again_while_none_is_there';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER payments_again_while_none_is_there AFTER INSERT ON payments_payment
    REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION payments_again_while_none_is_there();
