-- A receipt goes on saying who paid, why, for which employer or person and by which file; a row of a file goes on saying what it
-- told. Only how much of a receipt is allocated moves, and what is found wrong with a row.
-- law    COLL 12, REG 53
-- speed  a row is compared without its payer, which is computed from it later
CREATE TRIGGER collection_receipt_goes_on_saying BEFORE UPDATE ON collection_receipt FOR EACH ROW
    WHEN (OLD.payer_name IS DISTINCT FROM NEW.payer_name OR OLD.payer_code IS DISTINCT FROM NEW.payer_code
       OR OLD.person_payer_id IS DISTINCT FROM NEW.person_payer_id OR OLD.reference IS DISTINCT FROM NEW.reference
       OR OLD.source IS DISTINCT FROM NEW.source OR OLD.file_id IS DISTINCT FROM NEW.file_id
       OR OLD.employer_id IS DISTINCT FROM NEW.employer_id OR OLD.person_id IS DISTINCT FROM NEW.person_id
       OR OLD.month IS DISTINCT FROM NEW.month
       OR OLD.entry_key IS DISTINCT FROM NEW.entry_key OR OLD.recorded_at IS DISTINCT FROM NEW.recorded_at)
    EXECUTE FUNCTION collection_refuse_receipt_change();

CREATE FUNCTION collection_receiptrow_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF to_jsonb(OLD) - 'problem' - 'payer' IS DISTINCT FROM to_jsonb(NEW) - 'problem' - 'payer' THEN
        RAISE EXCEPTION 'row % of file % says what it told', OLD.number, OLD.file_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'receipt_row_stays';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER collection_receiptrow_stays BEFORE UPDATE ON collection_receiptrow
    FOR EACH ROW EXECUTE FUNCTION collection_receiptrow_stays();
CREATE TRIGGER collection_receiptrow_not_deleted BEFORE DELETE ON collection_receiptrow
    FOR EACH ROW EXECUTE FUNCTION kernel_refuse_change();
