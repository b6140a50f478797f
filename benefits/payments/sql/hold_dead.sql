-- Payments to people of whom a death before the month is on record since the month was assembled: each waits.
-- law    REG 25; 64号 (pay-out control)
-- in     batch, month, rows of the payments, at
-- out    a hold for each payment
-- again  a payment is held once for a reason, and anew once that was lifted
INSERT INTO payments_hold (month, batch_id, row, person_id, because, told, raised_at, reason)
SELECT payment.month, payment.batch_id, payment.row, payment.person_id, 'died', jsonb_build_object('died_on', person.died_on),
       %(at)s::timestamptz, ''
  FROM payments_payment AS payment
  JOIN registry_person AS person ON person.id = payment.person_id
 WHERE payment.month = %(month)s AND payment.batch_id = %(batch)s AND payment.row = ANY(%(rows)s::bigint[])
    ON CONFLICT (month, batch_id, row, because) WHERE lifted_at IS NULL DO NOTHING
