-- A receipt also goes on saying for which person it is; a row is compared without its payer, which is computed from it later.
-- law    COLL 12, REG 53
CREATE TRIGGER collection_receipt_stays_of_its_person BEFORE UPDATE ON collection_receipt FOR EACH ROW
    WHEN (OLD.person_id IS DISTINCT FROM NEW.person_id)
    EXECUTE FUNCTION collection_refuse_receipt_change();

DROP TRIGGER collection_receiptrow_stays ON collection_receiptrow;
CREATE OR REPLACE FUNCTION collection_receiptrow_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF to_jsonb(OLD) - 'problem' - 'payer' IS DISTINCT FROM to_jsonb(NEW) - 'problem' - 'payer' THEN
        RAISE EXCEPTION 'row % of file % says what it told', OLD.number, OLD.file_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'receipt_row_stays';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER collection_receiptrow_stays BEFORE UPDATE ON collection_receiptrow
    FOR EACH ROW EXECUTE FUNCTION collection_receiptrow_stays();
