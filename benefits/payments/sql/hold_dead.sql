-- Payments of a batch that no file has taken, to people of whom a death before the month is on record now: each waits.
-- law    REG 25; 64号 (pay-out control): a death may be recorded after the month was assembled
-- in     batch, month, at
-- out    a hold for each payment
-- again  a payment is held once for a reason
INSERT INTO payments_hold (month, batch_id, row, person_id, because, told, raised_at, reason)
SELECT payment.month, payment.batch_id, payment.row, payment.person_id, 'died', jsonb_build_object('died_on', person.died_on),
       %(at)s::timestamptz, ''
  FROM payments_payment AS payment
  JOIN registry_person AS person ON person.id = payment.person_id AND person.died_on < payment.month
 WHERE payment.batch_id = %(batch)s AND payment.month = %(month)s
   AND NOT EXISTS (SELECT 1 FROM payments_infile AS taken
                    WHERE taken.month = payment.month AND taken.batch_id = payment.batch_id AND taken.row = payment.row)
    ON CONFLICT (month, batch_id, row, because) DO NOTHING
