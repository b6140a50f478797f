-- The same payments go into a file; a payment goes once (its key).
-- law    REG 37, 40 (what was approved leaves, and once)
-- in     batch, month, file
-- out    rows of payments in a file
-- again  adds nothing: what is in a file is not put into another
INSERT INTO payments_infile (month, batch_id, row, file_id)
SELECT payment.month, payment.batch_id, payment.row, %(file)s
  FROM payments_payment AS payment
 WHERE payment.batch_id = %(batch)s AND payment.month = %(month)s AND payment.card_id IS NOT NULL
   AND NOT EXISTS (SELECT 1 FROM payments_infile AS taken
                    WHERE taken.month = payment.month AND taken.batch_id = payment.batch_id AND taken.row = payment.row)
   AND NOT EXISTS (SELECT 1 FROM payments_hold AS hold
                    WHERE hold.month = payment.month AND hold.batch_id = payment.batch_id AND hold.row = payment.row
                      AND hold.lifted_at IS NULL)
   AND NOT EXISTS (SELECT 1 FROM payments_against AS against JOIN payments_batch AS its ON its.payment_run_id = against.payment_run_id
                    WHERE its.id = payment.batch_id AND against.person_id = payment.person_id)
