-- A receipt says what arrived; only how much of it is allocated moves, and that equals its allocations at commit.
-- law    COLL 12, REG 53
CREATE FUNCTION collection_refuse_receipt_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'receipt % is not changed', OLD.id
        USING ERRCODE = 'check_violation', CONSTRAINT = 'receipt_not_changed';
END $$;
CREATE TRIGGER collection_receipt_not_changed BEFORE UPDATE ON collection_receipt FOR EACH ROW
    WHEN (OLD.amount_fen IS DISTINCT FROM NEW.amount_fen OR OLD.book_id IS DISTINCT FROM NEW.book_id
       OR OLD.received_on IS DISTINCT FROM NEW.received_on OR OLD.external_id IS DISTINCT FROM NEW.external_id)
    EXECUTE FUNCTION collection_refuse_receipt_change();
CREATE TRIGGER collection_receipt_not_deleted BEFORE DELETE ON collection_receipt
    FOR EACH ROW EXECUTE FUNCTION kernel_refuse_change();
