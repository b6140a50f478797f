-- What a bank returned lies in the expenditure account: the payment in its stead is paid from it, and only the rest of a file is drawn from
-- the fiscal special account. A payment that never left has drawn nothing; one in the stead of several is followed back to what left last.
-- Whether that came back is asked of the bank's answers: that it had arrived, as was found later, changes nothing of what paid the other.
-- law    REG 40; 财社〔2017〕144号 art. 40 (payments returned through the original channel), 41 (drawn by the funding plan)
CREATE FUNCTION payments_from_returned(_month date, _batch_id bigint) RETURNS TABLE (row_no bigint, fen bigint) LANGUAGE sql STABLE AS $$
    WITH RECURSIVE stead AS (
        SELECT again.row, again.amount_fen, again.again_for AS before, its.payment_run_id
          FROM payments_payment AS again
          JOIN payments_batch AS its ON its.id = again.batch_id
         WHERE again.month = _month AND again.batch_id = _batch_id AND again.again_for IS NOT NULL
         UNION ALL
        SELECT stead.row, stead.amount_fen, never.again_for, stead.payment_run_id
          FROM stead
          JOIN payments_batch AS its ON its.payment_run_id = stead.payment_run_id
          JOIN payments_payment AS never ON never.month = _month AND never.batch_id = its.id AND never.row = stead.before
         WHERE never.again_for IS NOT NULL
           AND NOT EXISTS (SELECT 1 FROM payments_infile AS taken
                            WHERE taken.month = never.month AND taken.batch_id = never.batch_id AND taken.row = never.row)
    )
    SELECT stead.row, stead.amount_fen
      FROM stead
     WHERE EXISTS (SELECT 1 FROM payments_batch AS its
                     JOIN payments_result AS told ON told.month = _month AND told.batch_id = its.id AND told.row = stead.before
                     LEFT JOIN payments_returnedlater AS later
                            ON later.month = told.month AND later.batch_id = told.batch_id AND later.row = told.row
                    WHERE its.payment_run_id = stead.payment_run_id AND (told.answer <> 'paid' OR later.row IS NOT NULL))
$$;

CREATE FUNCTION payments_file_from_returned() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE its_month date;
BEGIN
    SELECT run.month INTO its_month FROM payments_batch AS batch JOIN payments_paymentrun AS run ON run.id = batch.payment_run_id
     WHERE batch.id = NEW.batch_id;
    IF NEW.from_returned_fen IS DISTINCT FROM (
        SELECT coalesce(sum(back.fen), 0)
          FROM payments_from_returned(its_month, NEW.batch_id) AS back
          JOIN payments_infile AS taken ON taken.month = its_month AND taken.batch_id = NEW.batch_id AND taken.row = back.row_no
         WHERE taken.file_id = NEW.id) THEN
        RAISE EXCEPTION 'file % is not paid by % fen that came back', NEW.id, NEW.from_returned_fen
            USING ERRCODE = 'check_violation', CONSTRAINT = 'bank_file_from_returned';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER payments_file_from_returned AFTER INSERT ON payments_bankfile
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION payments_file_from_returned();
