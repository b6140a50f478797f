-- What is kept back of runs: payments that wait for a word, each once, and those of them that wait as drawn for the second look alone.
-- in     runs
-- note   what another payment arrived for is kept back for good, and is none of the run's sum; of what was made again that one counts
-- out    rows of (run, payments, fen, fen of those drawn alone)
SELECT batch.payment_run_id, count(*), sum(payment.amount_fen)::bigint,
       coalesce(sum(payment.amount_fen) FILTER (WHERE held.is_drawn_alone), 0)::bigint
  FROM (SELECT month, batch_id, row, bool_and(because = 'sample') AS is_drawn_alone
          FROM payments_hold
         WHERE lifted_at IS NULL AND because <> 'arrived'
           AND batch_id IN (SELECT id FROM payments_batch WHERE payment_run_id = ANY(%(runs)s))
         GROUP BY month, batch_id, row) AS held
  JOIN payments_batch AS batch ON batch.id = held.batch_id
  JOIN payments_payment AS payment ON payment.month = held.month AND payment.batch_id = held.batch_id AND payment.row = held.row
 WHERE NOT EXISTS (SELECT 1 FROM payments_payment AS again
                     JOIN payments_batch AS its ON its.id = again.batch_id AND its.payment_run_id = batch.payment_run_id
                    WHERE again.month = payment.month AND again.again_for = payment.row)
 GROUP BY batch.payment_run_id
