-- Payments of a run drawn at random: each waits until somebody has looked at it.
-- law    REG 42 (checks of benefits paid)
-- in     run, month, seed (nobody's choice), so many, at
-- out    a hold for each payment that was drawn
-- again  runs once, when the run is finished under its lock; a payment is held once for a reason
INSERT INTO payments_hold (month, batch_id, row, person_id, because, told, raised_at, reason)
SELECT month, batch_id, row, person_id, 'sample', '{}'::jsonb, %(at)s::timestamptz, ''
  FROM (SELECT payment.*
          FROM payments_payment AS payment JOIN payments_batch AS batch ON batch.id = payment.batch_id
         WHERE batch.payment_run_id = %(run)s AND payment.month = %(month)s
         ORDER BY md5(%(seed)s || payment.row) LIMIT %(many)s) AS drawn
