-- Payments of a run drawn at random: each waits until somebody has looked at it.
-- law    REG 42 (checks of benefits paid)
-- in     run, month, seed (a number of 63 bits, nobody's choice), so many, at
-- out    a hold for each payment that was drawn
-- again  runs once, when the run is finished under its lock; a payment is held once for a reason
INSERT INTO payments_hold (month, batch_id, row, person_id, because, told, raised_at, reason)
SELECT month, batch_id, row, person_id, 'sample', '{}'::jsonb, %(at)s::timestamptz, ''
  FROM (SELECT month, batch_id, row, person_id
          FROM payments_payment
         WHERE month = %(month)s AND batch_id = ANY(array(SELECT id FROM payments_batch WHERE payment_run_id = %(run)s))
         ORDER BY hashint8extended(row, %(seed)s) LIMIT %(many)s) AS drawn
