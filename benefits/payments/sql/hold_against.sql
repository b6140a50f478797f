-- Payments that no file has taken and something speaks against: each waits.
-- law    REG 25, 26, 42
-- in     run or none, entitlements or none, at
-- out    a hold for each payment and kind of doubt
-- again  a payment is held once for a reason
INSERT INTO payments_hold (month, batch_id, row, person_id, because, told, raised_at, reason)
SELECT DISTINCT ON (payment.month, payment.batch_id, payment.row, against.because)
       payment.month, payment.batch_id, payment.row, payment.person_id, against.because, against.told, %(at)s::timestamptz, ''
  FROM payments_against AS against
  JOIN payments_paymentrun AS its ON its.id = against.payment_run_id AND its.state <> 'cancelled'
  JOIN payments_batch AS batch ON batch.payment_run_id = its.id
  JOIN payments_payment AS payment
    ON payment.person_id = against.person_id AND payment.month = its.month AND payment.batch_id = batch.id
 WHERE (%(run)s::bigint IS NULL OR its.id = %(run)s::bigint)
   AND (%(entitlements)s::bigint[] IS NULL OR against.entitlement_id = ANY(%(entitlements)s::bigint[]))
   AND NOT EXISTS (SELECT 1 FROM payments_infile AS taken
                    WHERE taken.month = payment.month AND taken.batch_id = payment.batch_id AND taken.row = payment.row)
 ORDER BY payment.month, payment.batch_id, payment.row, against.because
    ON CONFLICT (month, batch_id, row, because) DO NOTHING
