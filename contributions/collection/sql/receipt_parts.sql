-- What of a receipt is put somewhere: to bills, to late fees, and what goes back where it came from. It equals
-- `allocated_fen` at commit.
-- law    COLL 12, 13; REG 53
CREATE OR REPLACE FUNCTION collection_receipt_equals_its_allocations() RETURNS trigger LANGUAGE plpgsql AS $$
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
CREATE CONSTRAINT TRIGGER collection_fee_payment_counted AFTER INSERT ON collection_feepayment
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION collection_receipt_equals_its_allocations();
CREATE CONSTRAINT TRIGGER collection_refund_counted AFTER INSERT OR UPDATE ON collection_refund
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION collection_receipt_equals_its_allocations();
