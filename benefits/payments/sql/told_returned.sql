-- Payments to a person that banks returned by their last word, and of which nobody has said that they arrived.
-- in     records of the person
-- out    rows of (reference, month of the run, fen, answer), the newest first
-- again  reads only
SELECT its.number || '-' || payment.row, payment.month, payment.amount_fen, result.answer
  FROM payments_payment AS payment
  JOIN payments_batch AS batch ON batch.id = payment.batch_id
  JOIN payments_paymentrun AS its ON its.id = batch.payment_run_id
  JOIN payments_answer AS result
    ON result.month = payment.month AND result.batch_id = payment.batch_id AND result.row = payment.row AND result.answer <> 'paid'
 WHERE payment.person_id = ANY(%(persons)s)
   AND NOT EXISTS (SELECT 1 FROM payments_arrived AS put_right
                    WHERE put_right.month = payment.month AND put_right.batch_id = payment.batch_id AND put_right.row = payment.row)
 ORDER BY payment.month DESC, its.number, payment.row DESC
