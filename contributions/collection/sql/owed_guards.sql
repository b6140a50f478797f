-- What was decided about money owed stands, and was decided by enough people.
-- A deferral and its early end, a refund, a back payment and every rung but the first rest on a case of that matter and employer
-- which two natural persons signed; a refund is paid by a third, and another than who paid it says that it came back.
-- Deferrals of one fund do not overlap. What was owed before its bill is an employer's.
-- law    REG 37 (tiered review), 53; SIL 60, 63; IMPL 21, 22; 财社〔2017〕144号 art. 39
CREATE FUNCTION collection_signers_of(_case text, _matter text, _subject text) RETURNS TABLE (person bytea) LANGUAGE sql STABLE AS $$
    SELECT DISTINCT agency_person_of_eyes(step.eyes)
      FROM matters_case AS matter JOIN matters_step AS step ON step.case_id = matter.id AND step.round = matter.round
     WHERE matter.number = _case AND starts_with(matter.matter, _matter) AND matter.subject = _subject
       AND step.act IN ('handle', 'review', 'approve')
$$;

CREATE FUNCTION collection_number_of(_payer bigint) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT coalesce((SELECT number FROM registry_employer WHERE id = _payer), (SELECT number FROM registry_person WHERE id = -_payer), '')
$$;

CREATE FUNCTION collection_deferral_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE broken text; stopping text[] := ARRAY['stopped_on', 'stopped_by_id', 'stopped_because', 'stop_case'];
BEGIN
    IF TG_OP = 'INSERT' THEN
        PERFORM 1 FROM registry_employer WHERE id = NEW.employer_id FOR NO KEY UPDATE;
        broken := CASE
            WHEN (SELECT count(*) FROM collection_signers_of(NEW.case_number, 'deferral_', collection_number_of(NEW.employer_id))) < 2
                 THEN 'deferral_signed_by_two'
            WHEN EXISTS (SELECT 1 FROM collection_deferral AS other
                          WHERE other.employer_id = NEW.employer_id AND other.fund = NEW.fund
                            AND other.first_month <= NEW.last_month AND other.last_month >= NEW.first_month
                            AND other.starts_on < NEW.ends_before
                            AND coalesce(other.stopped_on, other.ends_before) > NEW.starts_on)
                 THEN 'deferrals_do_not_overlap'
        END;
    ELSE
        broken := CASE
            WHEN OLD.stopped_on IS NOT NULL OR (to_jsonb(NEW) - stopping) IS DISTINCT FROM (to_jsonb(OLD) - stopping)
                 THEN 'deferral_stands'
            WHEN (SELECT count(*) FROM collection_signers_of(NEW.stop_case, 'end_deferral_', collection_number_of(NEW.employer_id))) < 2
                 THEN 'deferral_ended_by_two'
        END;
    END IF;
    IF broken IS NOT NULL THEN
        RAISE EXCEPTION 'deferral of employer %: %', NEW.employer_id, broken
            USING ERRCODE = 'check_violation', CONSTRAINT = broken;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER collection_deferral_guard BEFORE INSERT OR UPDATE ON collection_deferral
    FOR EACH ROW EXECUTE FUNCTION collection_deferral_guard();
CREATE TRIGGER collection_deferral_not_deleted BEFORE DELETE ON collection_deferral
    FOR EACH ROW EXECUTE FUNCTION kernel_refuse_change();

CREATE FUNCTION collection_refund_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE broken text; subject text;
BEGIN
    SELECT collection_number_of(receipt.payer) INTO subject FROM collection_receipt AS receipt WHERE receipt.id = NEW.receipt_id;
    IF TG_OP = 'INSERT' THEN
        broken := CASE
            WHEN NEW.paid_on IS NOT NULL OR NEW.withdrawn_at IS NOT NULL THEN 'refund_begins_ordered'
            WHEN (SELECT count(*) FROM collection_signers_of(NEW.case_number, 'refund_', subject)) < 2 THEN 'refund_signed_by_two'
        END;
    ELSE
        broken := CASE
            WHEN OLD.withdrawn_at IS NOT NULL
              OR (NEW.receipt_id, NEW.amount_fen, NEW.case_number, NEW.reason, NEW.ordered_by_id, NEW.ordered_at)
                 IS DISTINCT FROM
                 (OLD.receipt_id, OLD.amount_fen, OLD.case_number, OLD.reason, OLD.ordered_by_id, OLD.ordered_at)
              OR (OLD.paid_on IS NOT NULL AND (NEW.paid_on, NEW.paid_by_id, NEW.bank_reference, NEW.entry_key)
                  IS DISTINCT FROM (OLD.paid_on, OLD.paid_by_id, OLD.bank_reference, OLD.entry_key)) THEN 'refund_stands'
            WHEN OLD.paid_on IS NULL AND NEW.paid_on IS NOT NULL AND EXISTS (
                 SELECT 1 FROM collection_signers_of(NEW.case_number, 'refund_', subject) AS signer
                   JOIN agency_user AS cashier ON cashier.id = NEW.paid_by_id
                  WHERE signer.person = cashier.person_hash) THEN 'refund_paid_by_another'
            WHEN NEW.paid_on IS NOT NULL AND NEW.withdrawn_at IS NOT NULL AND EXISTS (
                 SELECT 1 FROM agency_user AS cashier JOIN agency_user AS teller ON teller.id = NEW.withdrawn_by_id
                  WHERE cashier.id = NEW.paid_by_id
                    AND (cashier.id = teller.id OR cashier.person_hash = teller.person_hash)) THEN 'refund_back_by_another'
        END;
    END IF;
    IF broken IS NOT NULL THEN
        RAISE EXCEPTION 'refund of case %: %', NEW.case_number, broken
            USING ERRCODE = 'check_violation', CONSTRAINT = broken;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER collection_refund_guard BEFORE INSERT OR UPDATE ON collection_refund
    FOR EACH ROW EXECUTE FUNCTION collection_refund_guard();
CREATE TRIGGER collection_refund_not_deleted BEFORE DELETE ON collection_refund
    FOR EACH ROW EXECUTE FUNCTION kernel_refuse_change();

CREATE FUNCTION collection_enforcement_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.ended_on IS NOT NULL
       OR (NEW.number, NEW.employer_id, NEW.region_id, NEW.line, NEW.opened_at)
          IS DISTINCT FROM (OLD.number, OLD.employer_id, OLD.region_id, OLD.line, OLD.opened_at) THEN
        RAISE EXCEPTION 'enforcement % stands', OLD.number
            USING ERRCODE = 'check_violation', CONSTRAINT = 'enforcement_stands';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER collection_enforcement_guard BEFORE UPDATE ON collection_enforcement
    FOR EACH ROW EXECUTE FUNCTION collection_enforcement_guard();
CREATE TRIGGER collection_enforcement_not_deleted BEFORE DELETE ON collection_enforcement
    FOR EACH ROW EXECUTE FUNCTION kernel_refuse_change();

CREATE FUNCTION collection_ladder_is_not_jumped() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE stands_on text; its_day date; signed int;
BEGIN
    PERFORM 1 FROM collection_enforcement WHERE id = NEW.enforcement_id AND ended_on IS NULL FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'enforcement % has ended', NEW.enforcement_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'enforcement_stands';
    END IF;
    SELECT count(*) INTO signed
      FROM collection_enforcement AS enforcement
     CROSS JOIN LATERAL collection_signers_of(NEW.case_number, 'enforcement_' || enforcement.line,
                                              collection_number_of(enforcement.employer_id)) AS signer
     WHERE enforcement.id = NEW.enforcement_id;
    IF (signed < 1) OR (signed < 2 AND NEW.rung <> 'order_to_pay') THEN
        RAISE EXCEPTION 'enforcement %: % is signed by %', NEW.enforcement_id, NEW.rung, signed
            USING ERRCODE = 'check_violation', CONSTRAINT = 'rung_signed_by_enough';
    END IF;
    stands_on := CASE NEW.rung WHEN 'bank_query' THEN 'order_to_pay' WHEN 'transfer_decision' THEN 'bank_query'
                               WHEN 'guarantee_demand' THEN 'bank_query' WHEN 'court_application' THEN 'guarantee_demand' END;
    IF stands_on IS NOT NULL THEN
        SELECT due_on INTO its_day FROM collection_enforcementstep
         WHERE enforcement_id = NEW.enforcement_id AND rung = stands_on;
        IF its_day IS NULL OR (NEW.rung IN ('bank_query', 'court_application') AND NEW.taken_on <= its_day) THEN
            RAISE EXCEPTION 'enforcement %: % is not there yet', NEW.enforcement_id, NEW.rung
                USING ERRCODE = 'check_violation', CONSTRAINT = 'ladder_is_not_jumped';
        END IF;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER collection_ladder_is_not_jumped BEFORE INSERT ON collection_enforcementstep
    FOR EACH ROW EXECUTE FUNCTION collection_ladder_is_not_jumped();

CREATE FUNCTION collection_back_payment_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT count(*) FROM collection_signers_of(NEW.case_number, 'back_payment', collection_number_of(NEW.employer_id))) < 2 THEN
        RAISE EXCEPTION 'back payment of case % is not signed by two', NEW.case_number
            USING ERRCODE = 'check_violation', CONSTRAINT = 'back_payment_signed_by_two';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER collection_back_payment_guard BEFORE INSERT ON collection_backpayment
    FOR EACH ROW EXECUTE FUNCTION collection_back_payment_guard();

CREATE FUNCTION collection_owed_since_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM assessment_bill
      WHERE id = NEW.bill_id AND employer_id IS NOT NULL AND kind IN ('assessed', 'adjustment', 'orders') AND due_on > NEW.was_due_on
        AND (kind <> 'orders' OR total_fen >= NEW.amount_fen);
    IF NOT FOUND THEN
        RAISE EXCEPTION 'bill % was not owed before it was due', NEW.bill_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'owed_since_before_its_bill';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER collection_owed_since_guard BEFORE INSERT ON collection_owedsince
    FOR EACH ROW EXECUTE FUNCTION collection_owed_since_guard();
