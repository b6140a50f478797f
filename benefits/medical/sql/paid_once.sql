-- The same days are not paid to a hospital and to the insured, whoever writes. A stay that a hospital settled is not claimed back by
-- hand, under any record of the person, nor other care of the very same days and as much (`medical_paid_by`): who leaves one hospital may
-- enter another on that day. A bill of days that were claimed back goes into a clearing once somebody decided what is disallowed of it.
-- law    REG 20; 医疗保障基金使用监督管理条例 art. 17, 41; regulations E (no duplicate medical benefits)
-- twin   benefits.settlement.selectors.in_hospital.settled_within, settled_alike
CREATE FUNCTION medical_paid_by(bill settlement_settlement, stay settlement_stay, its medical_reimbursed) RETURNS boolean
    LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE
        WHEN (stay.care = 'inpatient') <> (its.care = 'inpatient') THEN false
        WHEN stay.admitted_on = its.began_on AND bill.until = its.ended_on
        THEN its.care = 'inpatient' OR bill.charged_fen = its.charged_fen
        ELSE its.care = 'inpatient' AND stay.admitted_on < its.ended_on AND bill.until > its.began_on
        END
$$;

CREATE FUNCTION medical_not_settled_directly() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM settlement_settlement AS bill
          JOIN settlement_stay AS stay ON stay.id = bill.stay_id
         WHERE bill.person_id IN (
               SELECT NEW.person_id UNION
               SELECT same.person_id FROM registry_onepeople AS own JOIN registry_onepeople AS same ON same.head_id = own.head_id
                WHERE own.person_id = NEW.person_id)
           AND bill.reverses_id IS NULL AND medical_paid_by(bill, stay, NEW)
           AND NOT EXISTS (SELECT 1 FROM settlement_settlement AS back WHERE back.reverses_id = bill.id)) THEN
        RAISE EXCEPTION 'decision % reimburses days that a hospital settled', NEW.decision_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'reimbursed_not_settled';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER medical_not_settled_directly BEFORE INSERT ON medical_reimbursed
    FOR EACH ROW EXECUTE FUNCTION medical_not_settled_directly();

CREATE FUNCTION medical_cleared_once_decided() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM fresh
          JOIN settlement_flag AS flag
            ON flag.settlement_id = fresh.settlement_id AND flag.disallowed_fen IS NULL AND flag.code = 'bill_reimbursed'
         WHERE NOT EXISTS (SELECT 1 FROM settlement_settlement AS back WHERE back.reverses_id = fresh.settlement_id OFFSET 0)) THEN
        RAISE EXCEPTION 'a bill of days claimed back by hand is cleared before anybody decided'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'reimbursed_decided_before_cleared';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER medical_cleared_once_decided AFTER INSERT ON settlement_cleared
    REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION medical_cleared_once_decided();
