-- An overpayment is the sum of months that were paid after its benefit ended, as lines of runs say; what is repaid or agreed is decided
-- by a case of two others about the person, booked, and agreed amounts sum to what was left; it is agreed in one way at a time.
-- law    REG 46 (return, instalments), 37
CREATE FUNCTION payments_by_two(its_case bigint, its_matter text, overpayment bigint) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN coalesce((
        SELECT claims_signed_by_two(its_case, ARRAY[its_matter], entitled.person_id)
          FROM payments_overpayment AS whole
          JOIN payments_ending AS ending ON ending.id = whole.ending_id
          JOIN payments_entitlement AS entitled ON entitled.id = ending.entitlement_id
         WHERE whole.id = overpayment), false);
END $$;

CREATE FUNCTION payments_overpaid_month() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM payments_overpayment AS whole
          JOIN payments_ending AS ending ON ending.id = whole.ending_id
          JOIN payments_ending AS other ON other.entitlement_id = ending.entitlement_id
          JOIN payments_overpayment AS before ON before.ending_id = other.id AND before.id <> whole.id
          JOIN payments_overpaidmonth AS its
            ON its.overpayment_id = before.id AND its.month = NEW.month AND its.paid_in_id = NEW.paid_in_id
         WHERE whole.id = NEW.overpayment_id) THEN
        RAISE EXCEPTION 'overpayment %: % is demanded already', NEW.overpayment_id, NEW.month
            USING ERRCODE = 'check_violation', CONSTRAINT = 'overpaid_month_demanded_once';
    END IF;
    IF NOT EXISTS (
        SELECT 1 FROM payments_overpayment AS whole
          JOIN payments_ending AS ending ON ending.id = whole.ending_id AND ending.kind = 'ended' AND ending.from_month <= NEW.month
          JOIN payments_entitlement AS entitled ON entitled.id = ending.entitlement_id
          JOIN payments_component AS part ON part.entitlement_id = entitled.id
          JOIN payments_line AS line
            ON line.person_id = entitled.person_id AND line.month = NEW.month AND line.component_id = part.id
         WHERE whole.id = NEW.overpayment_id AND line.paid_in = NEW.paid_in_id
           AND payments_has_left(line.paid_in, line.person_id)
        HAVING sum(line.amount_fen) = NEW.amount_fen) THEN
        RAISE EXCEPTION 'overpayment %: % was not paid', NEW.overpayment_id, NEW.month
            USING ERRCODE = 'check_violation', CONSTRAINT = 'overpaid_as_paid';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER payments_overpaid_month BEFORE INSERT ON payments_overpaidmonth
    FOR EACH ROW EXECUTE FUNCTION payments_overpaid_month();

CREATE FUNCTION payments_overpayment_whole() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE its bigint;
BEGIN
    IF TG_TABLE_NAME = 'payments_overpayment' THEN
        its := NEW.id;
    ELSE
        its := NEW.overpayment_id;
    END IF;
    IF (SELECT amount_fen FROM payments_overpayment WHERE id = its)
       IS DISTINCT FROM (SELECT sum(amount_fen) FROM payments_overpaidmonth WHERE overpayment_id = its) THEN
        RAISE EXCEPTION 'overpayment % is not its months', its
            USING ERRCODE = 'check_violation', CONSTRAINT = 'overpayment_is_its_months';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER payments_overpayment_whole AFTER INSERT ON payments_overpayment
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION payments_overpayment_whole();
CREATE CONSTRAINT TRIGGER payments_overpaid_month_whole AFTER INSERT ON payments_overpaidmonth
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION payments_overpayment_whole();

CREATE FUNCTION payments_recovered_decided() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT payments_by_two(NEW.case_id, 'overpayment_repaid', NEW.overpayment_id) THEN
        RAISE EXCEPTION 'overpayment %: repaid by no case of two', NEW.overpayment_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'recovered_decided';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER payments_recovered_decided AFTER INSERT ON payments_recovered
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.kind = 'repaid') EXECUTE FUNCTION payments_recovered_decided();

CREATE FUNCTION payments_agreement_whole() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE broken text;
BEGIN
    broken := CASE
        WHEN NEW.amount_fen IS DISTINCT FROM (SELECT sum(amount_fen) FROM payments_instalment WHERE agreement_id = NEW.id)
             THEN 'agreement_is_its_instalments'
        WHEN NEW.amount_fen <> (SELECT whole.amount_fen FROM payments_overpayment AS whole WHERE whole.id = NEW.overpayment_id)
             - coalesce((SELECT sum(back.amount_fen) FROM payments_recovered AS back
                          WHERE back.overpayment_id = NEW.overpayment_id AND back.recorded_at <= NEW.agreed_at), 0)
             THEN 'agreement_is_what_is_left'
        WHEN NOT payments_by_two(NEW.case_id, 'repayment_agreement', NEW.overpayment_id) THEN 'agreement_decided'
        WHEN EXISTS (SELECT 1 FROM payments_offsetagreement AS other
                      WHERE other.overpayment_id = NEW.overpayment_id
                        AND NOT EXISTS (SELECT 1 FROM payments_offsetending AS ended WHERE ended.agreement_id = other.id))
             THEN 'agreed_in_one_way'
    END;
    IF broken IS NOT NULL THEN
        RAISE EXCEPTION 'agreement of overpayment %: %', NEW.overpayment_id, broken
            USING ERRCODE = 'check_violation', CONSTRAINT = broken;
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER payments_agreement_whole AFTER INSERT ON payments_repaymentagreement
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION payments_agreement_whole();
