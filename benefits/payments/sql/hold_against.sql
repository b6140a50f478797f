-- Payments that no file has taken and something speaks against: each waits.
-- law    REG 25, 26, 42
-- in     region, fund, run or none, entitlements or none, at
-- out    a hold for each payment and kind of doubt
-- again  a payment is held once for a reason, and anew once that was lifted
INSERT INTO payments_hold (month, batch_id, row, person_id, because, told, raised_at, reason)
SELECT DISTINCT ON (against.month, against.batch_id, against.row, against.because)
       against.month, against.batch_id, against.row, against.person_id, against.because, against.told, %(at)s::timestamptz, ''
  FROM payments_against AS against
  JOIN payments_paymentrun AS its
    ON its.id = against.payment_run_id AND its.month = against.month AND its.state <> 'cancelled'
   AND its.region_id = against.region_id AND its.fund = against.fund
 WHERE against.region_id = %(region)s AND against.fund = %(fund)s
   AND (%(run)s::bigint IS NULL OR against.payment_run_id = %(run)s::bigint)
   AND (%(entitlements)s::bigint[] IS NULL OR against.entitlement_id = ANY(%(entitlements)s::bigint[]))
   AND NOT EXISTS (SELECT 1 FROM payments_infile AS taken
                    WHERE taken.month = against.month AND taken.batch_id = against.batch_id AND taken.row = against.row)
 ORDER BY against.month, against.batch_id, against.row, against.because
    ON CONFLICT (month, batch_id, row, because) WHERE lifted_at IS NULL DO NOTHING
