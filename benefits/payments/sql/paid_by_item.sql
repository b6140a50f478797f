-- What payments of a batch pay of each sub-item, and what was set off of them.
-- law    财办〔2018〕43号 account 5001
-- in     batch, month, rows of the payments
-- out    rows of (item, fen, fen set off)
SELECT parts.item, sum(parts.paid_fen)::bigint, sum(parts.off_fen)::bigint
  FROM unnest(%(rows)s::bigint[]) AS each (row)
  JOIN payments_by_item AS parts ON parts.row = each.row
 WHERE parts.month = %(month)s AND parts.batch_id = %(batch)s
 GROUP BY parts.item
