-- A receipt goes on saying who paid and why, too; the employer and month a person finds for it are not said by it.
-- law    COLL 12, REG 53
CREATE TRIGGER collection_receipt_goes_on_saying BEFORE UPDATE ON collection_receipt FOR EACH ROW
    WHEN (OLD.payer_name IS DISTINCT FROM NEW.payer_name OR OLD.payer_code IS DISTINCT FROM NEW.payer_code
       OR OLD.person_payer_id IS DISTINCT FROM NEW.person_payer_id OR OLD.reference IS DISTINCT FROM NEW.reference
       OR OLD.source IS DISTINCT FROM NEW.source OR OLD.file_id IS DISTINCT FROM NEW.file_id)
    EXECUTE FUNCTION collection_refuse_receipt_change();
