DROP TRIGGER collection_receiptrow_stays ON collection_receiptrow;
CREATE OR REPLACE FUNCTION collection_receiptrow_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'row % of file % says what it told', OLD.number, OLD.file_id
        USING ERRCODE = 'check_violation', CONSTRAINT = 'receipt_row_stays';
END $$;
CREATE TRIGGER collection_receiptrow_stays BEFORE UPDATE ON collection_receiptrow FOR EACH ROW
    WHEN (to_jsonb(OLD) - 'problem' IS DISTINCT FROM to_jsonb(NEW) - 'problem')
    EXECUTE FUNCTION collection_receiptrow_stays();
DROP TRIGGER collection_receipt_stays_of_its_person ON collection_receipt;
