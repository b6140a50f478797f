DROP TRIGGER collection_fee_payment_counted ON collection_feepayment;
DROP TRIGGER collection_refund_counted ON collection_refund;
CREATE OR REPLACE FUNCTION collection_receipt_equals_its_allocations() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE subject bigint; kept bigint; allocated bigint;
BEGIN
    IF TG_TABLE_NAME = 'collection_receipt' THEN
        subject := NEW.id;
    ELSE
        subject := NEW.receipt_id;
    END IF;
    SELECT receipt.allocated_fen, coalesce(sum(allocation.amount_fen), 0) INTO kept, allocated
      FROM collection_receipt AS receipt
      LEFT JOIN collection_allocation AS allocation ON allocation.receipt_id = receipt.id
     WHERE receipt.id = subject
     GROUP BY receipt.id;
    IF kept <> allocated THEN
        RAISE EXCEPTION 'receipt % says % fen are allocated, its allocations %', subject, kept, allocated
            USING ERRCODE = 'check_violation', CONSTRAINT = 'receipt_equals_its_allocations';
    END IF;
    RETURN NULL;
END $$;
