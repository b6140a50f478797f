-- What was set off of payments of a batch, demand by demand, and what each of them asks of each sub-item.
-- law    REG 46; 财办〔2018〕43号 account 5001
-- in     batch, month, rows of the payments
-- out    rows of (demand, fen set off, item, fen asked)
SELECT taken.overpayment_id, taken.fen, asked.item, asked.fen
  FROM (SELECT agreed.overpayment_id, sum(part.amount_fen)::bigint AS fen
          FROM unnest(%(rows)s::bigint[]) AS each (row)
          JOIN payments_offset AS part ON part.row = each.row AND part.month = %(month)s AND part.batch_id = %(batch)s
          JOIN payments_offsetagreement AS agreed ON agreed.id = part.agreement_id
         GROUP BY agreed.overpayment_id) AS taken
  JOIN payments_demanded_by_item AS asked ON asked.overpayment_id = taken.overpayment_id
 ORDER BY taken.overpayment_id, asked.item
