-- The same days are not paid to a hospital and to the insured, whoever writes. A stay that a hospital settled is not claimed back by
-- hand, under any record of the person; a bill of days that were claimed back goes into a clearing once somebody decided what is
-- disallowed of it.
-- law    REG 20; 医疗保障基金使用监督管理条例 art. 17, 41; regulations E (no duplicate medical benefits)
CREATE FUNCTION medical_not_settled_directly() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.care = 'inpatient' AND EXISTS (
        SELECT 1 FROM settlement_settlement AS bill
          JOIN settlement_stay AS stay ON stay.id = bill.stay_id AND stay.care = 'inpatient'
         WHERE bill.person_id IN (
               SELECT NEW.person_id UNION
               SELECT same.person_id FROM registry_onepeople AS own JOIN registry_onepeople AS same ON same.head_id = own.head_id
                WHERE own.person_id = NEW.person_id)
           AND bill.reverses_id IS NULL AND stay.admitted_on < NEW.ended_on AND bill.until > NEW.began_on
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
