-- What banks had returned of payments in whose stead these are paid: it lies in the expenditure account.
-- in     batch, month, rows of the payments
-- out    fen
SELECT coalesce(sum(back.fen), 0)::bigint
  FROM payments_from_returned(%(month)s, %(batch)s) AS back
 WHERE back.row_no = ANY (%(rows)s::bigint[])
