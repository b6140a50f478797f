-- What the lines behind payments of a batch come to of each sub-item, before anything was set off of them.
-- law    财办〔2018〕43号 account 5001
-- in     run, batch, month, rows of the payments
-- out    rows of (item, fen)
SELECT part.booked_as, sum(line.amount_fen)::bigint
  FROM unnest(%(rows)s::bigint[]) AS each (row)
  JOIN payments_payment AS payment ON payment.month = %(month)s AND payment.batch_id = %(batch)s AND payment.row = each.row
  JOIN payments_line AS line ON line.person_id = payment.person_id AND line.paid_in = %(run)s AND line.month <= %(month)s
  JOIN payments_component AS part ON part.id = line.component_id
 GROUP BY part.booked_as
