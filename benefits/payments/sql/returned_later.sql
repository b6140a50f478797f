-- What a bank said had arrived and returned weeks later: a second word, once, of the file that took it. The last word counts everywhere
-- (`payments_answer`): that of two people, too, who put right what had arrived after all (`arrived.sql`).
-- law    REG 40 (what comes back is booked), 46
CREATE VIEW payments_answer AS
SELECT result.month, result.batch_id, result.row,
       CASE WHEN put_right.id IS NOT NULL AND (later.row IS NULL OR put_right.decided_at >= told.imported_at) THEN 'paid'::varchar(16)
            ELSE coalesce(later.answer, result.answer) END AS answer
  FROM payments_result AS result
  LEFT JOIN payments_returnedlater AS later
         ON later.month = result.month AND later.batch_id = result.batch_id AND later.row = result.row
  LEFT JOIN payments_resultfile AS told ON told.id = later.result_file_id
  LEFT JOIN payments_arrived AS put_right
         ON put_right.month = result.month AND put_right.batch_id = result.batch_id AND put_right.row = result.row
        AND put_right.undue_fen = 0;

-- Whether what a run was to pay a person had arrived by a time, by the last word until then (of all times: `payments_answer`): what is on
-- its way may still come back.
CREATE FUNCTION payments_has_arrived(run bigint, person bigint, _by timestamptz DEFAULT 'infinity') RETURNS boolean
    LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN EXISTS (
        SELECT 1 FROM payments_paymentrun AS its
          JOIN payments_batch AS batch ON batch.payment_run_id = its.id
          JOIN payments_payment AS payment
            ON payment.person_id = person AND payment.month = its.month AND payment.batch_id = batch.id
          JOIN payments_result AS result
            ON (result.month, result.batch_id, result.row) = (payment.month, payment.batch_id, payment.row)
          JOIN payments_resultfile AS told ON told.id = result.result_file_id AND told.imported_at <= _by
          LEFT JOIN (payments_returnedlater AS later
                     JOIN payments_resultfile AS again ON again.id = later.result_file_id AND again.imported_at <= _by)
            ON (later.month, later.batch_id, later.row) = (payment.month, payment.batch_id, payment.row)
          LEFT JOIN payments_arrived AS put_right
            ON (put_right.month, put_right.batch_id, put_right.row) = (payment.month, payment.batch_id, payment.row)
           AND put_right.undue_fen = 0 AND put_right.decided_at <= _by
         WHERE its.id = run
           AND CASE WHEN put_right.id IS NOT NULL AND (again.id IS NULL OR put_right.decided_at >= again.imported_at) THEN true
                    ELSE coalesce(later.answer, result.answer) = 'paid' END);
END $$;

CREATE FUNCTION payments_returned_later_had_arrived() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM payments_result AS result
          JOIN payments_resultfile AS first ON first.id = result.result_file_id
          JOIN payments_resultfile AS told ON told.id = NEW.result_file_id AND told.file_id = first.file_id AND told.id <> first.id
          LEFT JOIN payments_arrived AS put_right
                 ON put_right.month = result.month AND put_right.batch_id = result.batch_id AND put_right.row = result.row
                AND put_right.undue_fen = 0
         WHERE result.month = NEW.month AND result.batch_id = NEW.batch_id AND result.row = NEW.row
           AND (result.answer = 'paid' OR put_right.id IS NOT NULL))
       OR NEW.answer = 'paid' THEN
        RAISE EXCEPTION 'payment % is returned later and had not arrived', NEW.row
            USING ERRCODE = 'check_violation', CONSTRAINT = 'returned_later_had_arrived';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER payments_returned_later_had_arrived BEFORE INSERT ON payments_returnedlater
    FOR EACH ROW EXECUTE FUNCTION payments_returned_later_had_arrived();
