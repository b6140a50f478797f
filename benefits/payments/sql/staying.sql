-- Payments of a batch that are not among those that leave, and whether any of the batch pays again what a bank returned.
-- in     batch, month, rows of the payments that leave
-- out    one row of (rows, whether one pays again)
SELECT coalesce(array_agg(payment.row) FILTER (WHERE each.row IS NULL), '{}'), coalesce(bool_or(payment.again_for IS NOT NULL), false)
  FROM payments_payment AS payment
  LEFT JOIN unnest(%(rows)s::bigint[]) AS each (row) ON each.row = payment.row
 WHERE payment.month = %(month)s AND payment.batch_id = %(batch)s
