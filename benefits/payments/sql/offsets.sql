-- What is set off of an overpayment: against a benefit of the same person, place and fund, as a case of two agreed, until nothing is left
-- or a case of two ends it (the consent is withdrawn), never beside instalments; no more of a payment than was agreed, no more in all
-- than was overpaid; a payment and what was set off of it are its lines; it has come back with the file
-- that took the payment. What a cancelled run set off is free again, and so is what was set off of a payment that was given up: if it
-- had come back by then, it is owed again by as much.
-- law    REG 46 (offset against later benefits), 37
CREATE FUNCTION payments_taken_of(overpayment bigint) RETURNS bigint LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN coalesce((SELECT sum(back.amount_fen) FROM payments_recovered AS back WHERE back.overpayment_id = overpayment), 0)
         + coalesce((SELECT sum(part.amount_fen) FROM payments_offset AS part
                       JOIN payments_offsetagreement AS agreed ON agreed.id = part.agreement_id AND agreed.overpayment_id = overpayment
                       JOIN payments_entitlement AS against ON against.id = agreed.against_id
                      WHERE NOT EXISTS (SELECT 1 FROM payments_recovered AS back WHERE back.offset_id = part.id)
                        AND payments_stands(part.run_id, against.person_id)), 0);
END $$;

CREATE FUNCTION payments_offset_agreed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE broken text;
BEGIN
    broken := CASE
        WHEN NOT payments_by_two(NEW.case_id, 'overpayment_offset', NEW.overpayment_id) THEN 'offset_agreed_by_two'
        WHEN NOT EXISTS (
             SELECT 1 FROM payments_overpayment AS whole
               JOIN payments_ending AS ending ON ending.id = whole.ending_id
               JOIN payments_entitlement AS ended ON ended.id = ending.entitlement_id
               JOIN payments_entitlement AS against ON against.id = NEW.against_id AND against.id <> ended.id
                AND (against.region_id, against.fund) = (ended.region_id, ended.fund)
              WHERE whole.id = NEW.overpayment_id AND registry_was_one(against.person_id, ended.person_id, NEW.agreed_at))
             THEN 'offset_against_their_own'
        WHEN NOT EXISTS (SELECT 1 FROM payments_offsetending WHERE agreement_id = NEW.id)
             AND (EXISTS (SELECT 1 FROM payments_repaymentagreement WHERE overpayment_id = NEW.overpayment_id)
                  OR EXISTS (SELECT 1 FROM payments_offsetagreement AS other
                              WHERE other.overpayment_id = NEW.overpayment_id AND other.id <> NEW.id
                                AND NOT EXISTS (SELECT 1 FROM payments_offsetending AS ended WHERE ended.agreement_id = other.id)))
             THEN 'agreed_in_one_way'
    END;
    IF broken IS NOT NULL THEN
        RAISE EXCEPTION 'overpayment %: %', NEW.overpayment_id, broken USING ERRCODE = 'check_violation', CONSTRAINT = broken;
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER payments_offset_agreed AFTER INSERT ON payments_offsetagreement
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION payments_offset_agreed();

CREATE FUNCTION payments_offset_taken() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE its bigint; broken text;
BEGIN
    IF TG_TABLE_NAME = 'payments_offset' THEN
        SELECT overpayment_id INTO its FROM payments_offsetagreement WHERE id = NEW.agreement_id;
        broken := CASE WHEN NOT EXISTS (
            SELECT 1 FROM payments_offsetagreement AS agreed
              JOIN payments_entitlement AS against ON against.id = agreed.against_id
              JOIN payments_paymentrun AS own
                ON own.id = NEW.run_id AND own.month = NEW.month AND (own.region_id, own.fund) = (against.region_id, against.fund)
              JOIN payments_batch AS batch ON batch.id = NEW.batch_id AND batch.payment_run_id = own.id
              JOIN payments_payment AS payment
                ON payment.month = NEW.month AND payment.batch_id = NEW.batch_id AND payment.row = NEW.row
               AND payment.person_id = against.person_id AND payment.again_for IS NULL
             WHERE agreed.id = NEW.agreement_id AND NEW.amount_fen <= agreed.most_fen AND own.state = 'assembling'
               AND NOT EXISTS (SELECT 1 FROM payments_offsetending AS ended
                                WHERE ended.agreement_id = agreed.id AND ended.ended_at <= own.opened_at)
               AND payment.amount_fen + NEW.amount_fen = (SELECT sum(line.amount_fen) FROM payments_line AS line
                                                           WHERE line.person_id = payment.person_id AND line.paid_in = own.id))
            THEN 'offset_as_agreed' END;
    ELSE
        its := NEW.overpayment_id;
        broken := CASE WHEN NEW.kind = 'offset' AND NOT EXISTS (
            SELECT 1 FROM payments_offset AS part
              JOIN payments_offsetagreement AS agreed ON agreed.id = part.agreement_id AND agreed.overpayment_id = NEW.overpayment_id
              JOIN payments_infile AS sent ON (sent.month, sent.batch_id, sent.row) = (part.month, part.batch_id, part.row)
             WHERE part.id = NEW.offset_id AND part.amount_fen = NEW.amount_fen) THEN 'offset_came_back_as_it_left'
            WHEN NEW.kind = 'undone' AND NOT EXISTS (
            SELECT 1 FROM payments_recovered AS back
              JOIN payments_offset AS part ON part.id = back.offset_id
              JOIN payments_offsetagreement AS agreed ON agreed.id = part.agreement_id
              JOIN payments_entitlement AS against ON against.id = agreed.against_id
              JOIN payments_givenup AS gone ON gone.run_id = part.run_id AND gone.person_id = against.person_id
             WHERE back.offset_id = NEW.offset_id AND back.kind = 'offset'
               AND (back.overpayment_id, back.amount_fen) = (NEW.overpayment_id, -NEW.amount_fen)) THEN 'offset_undone_as_given_up' END;
    END IF;
    PERFORM pg_advisory_xact_lock(hashtextextended(format('overpayment:%s', its), 0));
    IF broken IS NULL AND payments_taken_of(its) > (SELECT amount_fen FROM payments_overpayment WHERE id = its) THEN
        broken := 'offset_within';
    END IF;
    IF broken IS NOT NULL THEN
        RAISE EXCEPTION 'overpayment %: %', its, broken USING ERRCODE = 'check_violation', CONSTRAINT = broken;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER payments_offset_taken AFTER INSERT ON payments_offset
    FOR EACH ROW EXECUTE FUNCTION payments_offset_taken();
CREATE TRIGGER payments_offset_taken AFTER INSERT ON payments_recovered
    FOR EACH ROW EXECUTE FUNCTION payments_offset_taken();

CREATE FUNCTION payments_offset_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state <> 'assembling' AND NEW.offset_fen <> OLD.offset_fen THEN
        RAISE EXCEPTION 'payment run %: what it set off stays', OLD.number
            USING ERRCODE = 'check_violation', CONSTRAINT = 'payment_run_stays';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER payments_offset_stays BEFORE UPDATE ON payments_paymentrun
    FOR EACH ROW EXECUTE FUNCTION payments_offset_stays();
