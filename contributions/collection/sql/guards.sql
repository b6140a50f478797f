-- A receipt says what arrived; only how much of it is allocated moves, and at commit that equals what of it is put to bills, to
-- late fees, and what goes back where it came from.
-- law    COLL 12, 13; REG 53
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

CREATE FUNCTION collection_receipt_equals_its_allocations() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE subject bigint; kept bigint; allocated bigint;
BEGIN
    IF TG_TABLE_NAME = 'collection_receipt' THEN
        subject := NEW.id;
    ELSE
        subject := NEW.receipt_id;
    END IF;
    SELECT receipt.allocated_fen,
           (SELECT coalesce(sum(amount_fen), 0) FROM collection_allocation WHERE receipt_id = receipt.id)
         + (SELECT coalesce(sum(amount_fen), 0) FROM collection_feepayment WHERE receipt_id = receipt.id)
         + (SELECT coalesce(sum(amount_fen), 0) FROM collection_refund WHERE receipt_id = receipt.id AND withdrawn_at IS NULL)
      INTO kept, allocated
      FROM collection_receipt AS receipt WHERE receipt.id = subject;
    IF kept <> allocated THEN
        RAISE EXCEPTION 'receipt % says % fen are allocated, its allocations %', subject, kept, allocated
            USING ERRCODE = 'check_violation', CONSTRAINT = 'receipt_equals_its_allocations';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER collection_receipt_born_unallocated AFTER INSERT ON collection_receipt
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.allocated_fen <> 0)
    EXECUTE FUNCTION collection_receipt_equals_its_allocations();
CREATE CONSTRAINT TRIGGER collection_receipt_reallocated AFTER UPDATE ON collection_receipt
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD.allocated_fen IS DISTINCT FROM NEW.allocated_fen)
    EXECUTE FUNCTION collection_receipt_equals_its_allocations();
CREATE CONSTRAINT TRIGGER collection_allocation_counted AFTER INSERT ON collection_allocation
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION collection_receipt_equals_its_allocations();
CREATE CONSTRAINT TRIGGER collection_fee_payment_counted AFTER INSERT ON collection_feepayment
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION collection_receipt_equals_its_allocations();
CREATE CONSTRAINT TRIGGER collection_refund_counted AFTER INSERT OR UPDATE ON collection_refund
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION collection_receipt_equals_its_allocations();
