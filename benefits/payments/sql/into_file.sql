-- Payments that are ready (`ready.sql`, a moment ago and under the lock of their run) go into a file; a payment goes once (its key).
-- law    REG 37, 40 (what was approved leaves, and once)
-- in     batch, month, file, rows of the payments
-- out    rows of payments in a file
-- again  refused: what is in a file is not put into another
INSERT INTO payments_infile (month, batch_id, row, file_id)
SELECT %(month)s, %(batch)s, each.row, %(file)s FROM unnest(%(rows)s::bigint[]) AS each (row)
