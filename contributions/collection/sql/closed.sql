-- An employer that owes is never cancelled, nor one whose money waits to be put to bills or given back: every fund's month
-- is covered to the fen, late fees are paid, every receipt is put away, no refund is under way.
-- law    REG 10
CREATE FUNCTION collection_refuse_closing() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE open_fen bigint;
BEGIN
    SELECT coalesce(sum(abs(month.open)), 0) INTO open_fen FROM (
        SELECT sum(bill.total_fen - coalesce(put.sum, 0)) AS open
          FROM assessment_bill AS bill
          LEFT JOIN LATERAL (SELECT sum(amount_fen) AS sum FROM collection_allocation WHERE bill_id = bill.id) AS put ON true
         WHERE bill.employer_id = NEW.id AND bill.settled_on IS NULL
         GROUP BY bill.fund, bill.month) AS month;
    SELECT open_fen + coalesce(sum(greatest(fee.left_fen, 0)), 0) INTO open_fen FROM (
        SELECT sum(amount_fen) AS left_fen FROM (
            SELECT month, fund, amount_fen FROM collection_latefee WHERE employer_id = NEW.id
             UNION ALL
            SELECT month, fund, -amount_fen FROM collection_feepayment WHERE employer_id = NEW.id) AS moved
         GROUP BY month, fund) AS fee;
    IF open_fen > 0
       OR EXISTS (SELECT 1 FROM collection_receipt WHERE employer_id = NEW.id AND allocated_fen < amount_fen)
       OR EXISTS (SELECT 1 FROM collection_refund AS refund JOIN collection_receipt AS receipt ON receipt.id = refund.receipt_id
                   WHERE receipt.employer_id = NEW.id AND refund.paid_on IS NULL AND refund.withdrawn_at IS NULL) THEN
        RAISE EXCEPTION 'employer % owes or waits for % fen, or its money waits', NEW.number, open_fen
            USING ERRCODE = 'check_violation', CONSTRAINT = 'closing_owes_nothing';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER collection_closing_owes_nothing BEFORE UPDATE OF cancelled_on ON registry_employer
    FOR EACH ROW WHEN (NEW.cancelled_on IS NOT NULL) EXECUTE FUNCTION collection_refuse_closing();
