-- What is owed to a person is what did not arrive of months of a demand beyond what the demand is asked less by; it is settled by
-- cases of two others, never beyond it: paid out and booked by its fund, or kept for a demand of the same person, place and fund, which
-- is then asked as much less.
-- law    REG 46, 37
CREATE FUNCTION payments_owed_of(overpayment bigint) RETURNS bigint LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN coalesce((SELECT sum(each.amount_fen) FROM payments_overpaidmonth AS each
                       JOIN payments_overpayment AS whole ON whole.id = each.overpayment_id
                       JOIN payments_ending AS ending ON ending.id = whole.ending_id
                       JOIN payments_entitlement AS entitled ON entitled.id = ending.entitlement_id
                       JOIN payments_givenup AS gone ON gone.run_id = each.paid_in_id AND gone.person_id = entitled.person_id
                      WHERE each.overpayment_id = overpayment), 0)
         - coalesce((SELECT sum(back.amount_fen) FROM payments_recovered AS back
                      WHERE back.overpayment_id = overpayment AND back.kind = 'returned'), 0);
END $$;

CREATE FUNCTION payments_owed_back() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT sum(amount_fen) FROM payments_owedback WHERE overpayment_id = NEW.overpayment_id) > payments_owed_of(NEW.overpayment_id) THEN
        RAISE EXCEPTION 'demand %: less came back twice', NEW.overpayment_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'owed_as_returned';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER payments_owed_back AFTER INSERT ON payments_owedback
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION payments_owed_back();

CREATE FUNCTION payments_settled_wrong(settled bigint) RETURNS text LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN (SELECT CASE
        WHEN NOT payments_by_two(its.case_id, 'owed_back', owed.overpayment_id) THEN 'owed_settled_by_two'
        WHEN (SELECT sum(each.amount_fen) FROM payments_owedsettled AS each WHERE each.owed_id = owed.id) > owed.amount_fen
             THEN 'owed_settled_within'
        WHEN its.kept_for_id IS NULL AND (
             SELECT sum(booked.amount_fen) FROM ledger_posting AS booked
               JOIN ledger_book AS book ON book.id = booked.book_id
               JOIN payments_overpayment AS whole ON whole.id = owed.overpayment_id
               JOIN payments_ending AS ending ON ending.id = whole.ending_id
               JOIN payments_entitlement AS own ON own.id = ending.entitlement_id AND (own.region_id, own.fund) = (book.region_id, book.fund)
              WHERE booked.entry_id = its.entry_id AND booked.flow = 'benefit_owed' AND booked.account_kind = 'benefits'
                AND booked.side = 'DEBIT') IS DISTINCT FROM its.amount_fen THEN 'owed_paid_as_booked'
        WHEN its.kept_for_id IS NOT NULL AND NOT EXISTS (
             SELECT 1 FROM payments_recovered AS back
               JOIN payments_overpayment AS whole ON whole.id = back.overpayment_id
               JOIN payments_ending AS ending ON ending.id = whole.ending_id
               JOIN payments_entitlement AS theirs ON theirs.id = ending.entitlement_id
               JOIN payments_overpayment AS from_whole ON from_whole.id = owed.overpayment_id
               JOIN payments_ending AS from_ending ON from_ending.id = from_whole.ending_id
               JOIN payments_entitlement AS own ON own.id = from_ending.entitlement_id
              WHERE back.case_id = its.case_id AND back.kind = 'kept'
                AND (back.overpayment_id, back.amount_fen) = (its.kept_for_id, its.amount_fen)
                AND (theirs.region_id, theirs.fund) = (own.region_id, own.fund)
                AND registry_was_one(theirs.person_id, own.person_id, its.settled_at)) THEN 'owed_kept_for_their_own'
        END
      FROM payments_owedsettled AS its JOIN payments_owedback AS owed ON owed.id = its.owed_id
     WHERE its.id = settled);
END $$;

CREATE FUNCTION payments_owed_settled() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE broken text;
BEGIN
    IF TG_TABLE_NAME = 'payments_owedsettled' THEN
        PERFORM pg_advisory_xact_lock(hashtextextended(format('owed:%s', NEW.owed_id), 0));
        broken := payments_settled_wrong(NEW.id);
    ELSIF NOT EXISTS (SELECT 1 FROM payments_owedsettled AS its
                       WHERE its.case_id = NEW.case_id AND (its.kept_for_id, its.amount_fen) = (NEW.overpayment_id, NEW.amount_fen)) THEN
        broken := 'recovered_as_kept';
    END IF;
    IF broken IS NOT NULL THEN
        RAISE EXCEPTION 'what is owed back: %', broken USING ERRCODE = 'check_violation', CONSTRAINT = broken;
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER payments_owed_settled AFTER INSERT ON payments_owedsettled
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION payments_owed_settled();
CREATE CONSTRAINT TRIGGER payments_owed_settled AFTER INSERT ON payments_recovered
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.kind = 'kept') EXECUTE FUNCTION payments_owed_settled();
