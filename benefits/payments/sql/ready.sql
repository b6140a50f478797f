-- Payments of a batch that nothing holds or speaks against, and that no file has taken yet.
-- in     batch, month
-- out    rows of (row, name, sealed account, fen, fen set off of it)
SELECT payment.row, person.name, card.account, payment.amount_fen, coalesce(part.amount_fen, 0)
  FROM payments_payment AS payment
  JOIN registry_person AS person ON person.id = payment.person_id
  JOIN registry_bankcard AS card ON card.id = payment.card_id
  LEFT JOIN payments_offset AS part
    ON part.month = payment.month AND part.batch_id = payment.batch_id AND part.row = payment.row
 WHERE payment.batch_id = %(batch)s AND payment.month = %(month)s
   AND NOT EXISTS (SELECT 1 FROM payments_infile AS taken
                    WHERE taken.month = payment.month AND taken.batch_id = payment.batch_id AND taken.row = payment.row)
   AND NOT EXISTS (SELECT 1 FROM payments_hold AS hold
                    WHERE hold.month = payment.month AND hold.batch_id = payment.batch_id AND hold.row = payment.row
                      AND hold.lifted_at IS NULL)
   AND NOT EXISTS (SELECT 1 FROM payments_against AS against JOIN payments_batch AS its ON its.payment_run_id = against.payment_run_id
                    WHERE its.id = payment.batch_id AND against.person_id = payment.person_id)
 ORDER BY payment.row
