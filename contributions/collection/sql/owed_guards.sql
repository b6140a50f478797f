-- What was decided about money owed stands, and was decided by enough people.
-- A deferral, its early end, a refund, a back payment and every rung rest on a case (`decisions.sql`); a refund is paid by
-- another than its signers, by nobody to themselves, and another than who paid it says that it came back; two withdraw it.
-- Deferrals of one fund do not overlap. What was owed before its bill is an employer's.
-- law    REG 37 (tiered review), 53; SIL 60, 63; IMPL 21, 22; 财社〔2017〕144号 art. 39
CREATE FUNCTION collection_signers_of(_case text) RETURNS TABLE (person bytea) LANGUAGE sql STABLE AS $$
    SELECT DISTINCT agency_person_of_eyes(step.eyes)
      FROM matters_case AS its JOIN matters_step AS step ON step.case_id = its.id AND step.round = its.round
     WHERE its.number = _case AND step.act IN ('handle', 'review', 'approve')
$$;

-- Whether an account is of the person whose money a receipt is: merged records lead to one pair of eyes.
CREATE FUNCTION collection_is_own_money(_receipt bigint, _account bigint) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN EXISTS (
        SELECT 1
          FROM collection_receipt AS receipt
          LEFT JOIN collection_attribution AS said ON said.receipt_id = receipt.id AND said.taken_back_at IS NULL
          JOIN registry_identifier AS own ON own.person_id = coalesce(receipt.person_id, said.person_id)
          JOIN agency_user AS account ON account.person_hash = agency_person_behind(own.value_hash)
         WHERE receipt.id = _receipt AND account.id = _account);
END $$;

CREATE FUNCTION collection_deferral_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE broken text; stopping text[] := ARRAY['stopped_on', 'stopped_by_id', 'stopped_because', 'stop_case'];
BEGIN
    IF TG_OP = 'INSERT' THEN
        PERFORM 1 FROM registry_employer WHERE id = NEW.employer_id FOR NO KEY UPDATE;
        broken := CASE
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
DECLARE broken text;
BEGIN
    IF TG_OP = 'INSERT' THEN
        broken := CASE
            WHEN NEW.paid_on IS NOT NULL OR NEW.withdrawn_at IS NOT NULL THEN 'refund_begins_ordered'
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
                 SELECT 1 FROM collection_signers_of(NEW.case_number) AS signer
                   JOIN agency_user AS cashier ON cashier.id = NEW.paid_by_id
                  WHERE signer.person = cashier.person_hash) THEN 'refund_paid_by_another'
            WHEN OLD.paid_on IS NULL AND NEW.paid_on IS NOT NULL AND collection_is_own_money(NEW.receipt_id, NEW.paid_by_id)
                 THEN 'refund_not_paid_to_oneself'
            WHEN OLD.withdrawal_asked_at IS NOT NULL
             AND (NEW.withdrawal_asked_by_id, NEW.withdrawal_asked_at, NEW.withdrawal_asked_because)
                 IS DISTINCT FROM (OLD.withdrawal_asked_by_id, OLD.withdrawal_asked_at, OLD.withdrawal_asked_because) THEN 'refund_stands'
            WHEN NEW.paid_on IS NULL AND NEW.withdrawn_at IS NOT NULL AND NOT EXISTS (
                 SELECT 1 FROM agency_user AS asker JOIN agency_user AS other ON other.id = NEW.withdrawn_by_id
                  WHERE asker.id = NEW.withdrawal_asked_by_id AND asker.person_hash <> other.person_hash) THEN 'refund_withdrawn_by_two'
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
DECLARE stands_on text; its_day date;
BEGIN
    PERFORM 1 FROM collection_enforcement WHERE id = NEW.enforcement_id AND ended_on IS NULL FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'enforcement % has ended', NEW.enforcement_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'enforcement_stands';
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
