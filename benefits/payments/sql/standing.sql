-- How the payments of a run stand, bank by bank.
-- in     run, month
-- note   what no file took and was made again stands in the place of the one in its stead alone
-- out    rows of (batch, bank, payments, fen, held, fen, ready, fen, fen of these that came back, sent, fen, paid, fen, returned, fen)
WITH stands AS (
    SELECT payment.batch_id, payment.row, payment.amount_fen, infile.row IS NOT NULL AS is_sent, result.answer,
           exists (SELECT 1 FROM payments_hold AS hold
                    WHERE hold.month = payment.month AND hold.batch_id = payment.batch_id AND hold.row = payment.row
                      AND hold.lifted_at IS NULL) AS is_held
      FROM payments_payment AS payment
      JOIN payments_batch AS batch ON batch.id = payment.batch_id AND batch.payment_run_id = %(run)s
      LEFT JOIN payments_infile AS infile
             ON infile.month = payment.month AND infile.batch_id = payment.batch_id AND infile.row = payment.row
      LEFT JOIN payments_answer AS result
             ON result.month = payment.month AND result.batch_id = payment.batch_id AND result.row = payment.row
     WHERE payment.month = %(month)s
       AND NOT (infile.row IS NULL
                AND EXISTS (SELECT 1 FROM payments_payment AS again
                              JOIN payments_batch AS its ON its.id = again.batch_id AND its.payment_run_id = %(run)s
                             WHERE again.month = %(month)s AND again.again_for = payment.row))
), back AS (
    SELECT stands.batch_id, sum(stands.amount_fen)::bigint AS fen
      FROM payments_batch AS its
     CROSS JOIN LATERAL payments_from_returned(%(month)s, its.id) AS returned
      JOIN stands ON stands.batch_id = its.id AND stands.row = returned.row_no AND NOT stands.is_held AND NOT stands.is_sent
     WHERE its.payment_run_id = %(run)s
     GROUP BY stands.batch_id
)
SELECT batch.id, batch.bank_name, count(*), sum(amount_fen)::bigint,
       count(*) FILTER (WHERE is_held), coalesce(sum(amount_fen) FILTER (WHERE is_held), 0)::bigint,
       count(*) FILTER (WHERE NOT is_held AND NOT is_sent), coalesce(sum(amount_fen) FILTER (WHERE NOT is_held AND NOT is_sent), 0)::bigint,
       coalesce(max(back.fen), 0),
       count(*) FILTER (WHERE is_sent), coalesce(sum(amount_fen) FILTER (WHERE is_sent), 0)::bigint,
       count(*) FILTER (WHERE answer = 'paid'), coalesce(sum(amount_fen) FILTER (WHERE answer = 'paid'), 0)::bigint,
       count(*) FILTER (WHERE answer <> 'paid'), coalesce(sum(amount_fen) FILTER (WHERE answer <> 'paid'), 0)::bigint
  FROM stands
  JOIN payments_batch AS batch ON batch.id = stands.batch_id
  LEFT JOIN back ON back.batch_id = stands.batch_id
 GROUP BY batch.id, batch.bank_name
 ORDER BY sum(amount_fen) DESC, batch.id
