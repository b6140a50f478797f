-- Late fees follow each other, each saying what it adds; what is put to them is the employer's own money, named as such or
-- said to be (`whose_money.sql`), stays in its fund and region and within what was charged.
-- law    SIL 64 (funds are never mixed), 86; IMPL 20 (borne by nobody else); COLL 13 (late fees go into the fund)
-- again  two that put money to one employer's fees at once wait for each other: both lock the employer's charges
CREATE FUNCTION collection_late_fee_follows() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE before record;
BEGIN
    SELECT coalesce(max(version), 0) AS version, coalesce(sum(amount_fen), 0) AS fee_fen INTO before
      FROM collection_latefee WHERE employer_id = NEW.employer_id AND month = NEW.month AND fund = NEW.fund;
    IF NEW.version <> before.version + 1 OR NEW.late_fee_fen <> before.fee_fen + NEW.amount_fen THEN
        RAISE EXCEPTION 'late fee of employer % for % does not follow the one before', NEW.employer_id, NEW.month
            USING ERRCODE = 'check_violation', CONSTRAINT = 'late_fee_follows';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER collection_late_fee_follows BEFORE INSERT ON collection_latefee
    FOR EACH ROW EXECUTE FUNCTION collection_late_fee_follows();

CREATE FUNCTION collection_fee_payments_fit() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE bad bigint;
BEGIN
    PERFORM 1 FROM registry_employer WHERE id IN (SELECT employer_id FROM fresh) ORDER BY id FOR NO KEY UPDATE;
    SELECT fresh.id INTO bad
      FROM fresh
      JOIN collection_receipt AS receipt ON receipt.id = fresh.receipt_id
      JOIN ledger_book AS book ON book.id = receipt.book_id
     WHERE book.fund <> fresh.fund
        OR NOT EXISTS (SELECT 1 FROM collection_latefee AS fee
                        WHERE fee.employer_id = fresh.employer_id AND fee.month = fresh.month AND fee.fund = fresh.fund
                          AND fee.region_id = book.region_id)
     LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'fee payment % leaves its fund or region, or pays what was not charged', bad
            USING ERRCODE = 'check_violation', CONSTRAINT = 'fee_payment_stays_in_its_fund';
    END IF;
    SELECT fresh.id INTO bad
      FROM fresh JOIN collection_receipt AS receipt ON receipt.id = fresh.receipt_id
     WHERE receipt.employer_id IS DISTINCT FROM fresh.employer_id
       AND NOT collection_receipt_is_of(receipt.id, fresh.employer_id, now())
     LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'fee payment % is of somebody else''s money', bad
            USING ERRCODE = 'check_violation', CONSTRAINT = 'fee_payment_is_the_employers';
    END IF;
    SELECT touched.employer_id INTO bad
      FROM (SELECT DISTINCT employer_id, month, fund FROM fresh) AS touched
     CROSS JOIN LATERAL (SELECT coalesce(sum(amount_fen), 0) AS paid_fen FROM collection_feepayment AS payment
                          WHERE payment.employer_id = touched.employer_id AND payment.month = touched.month
                            AND payment.fund = touched.fund) AS put
     CROSS JOIN LATERAL (SELECT coalesce(sum(amount_fen), 0) AS fee_fen FROM collection_latefee AS fee
                          WHERE fee.employer_id = touched.employer_id AND fee.month = touched.month
                            AND fee.fund = touched.fund) AS charged
     WHERE put.paid_fen NOT BETWEEN 0 AND charged.fee_fen
     LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'more is put to a late fee of employer % than was charged', bad
            USING ERRCODE = 'check_violation', CONSTRAINT = 'fee_payment_within_the_fee';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER collection_fee_payments_fit AFTER INSERT ON collection_feepayment
    REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION collection_fee_payments_fit();
