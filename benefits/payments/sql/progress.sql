-- How far runs have left: what is ready and in no file yet, what files took, what banks answered of it.
-- in     runs
-- note   a payment a bank returned after it had said that it arrived was answered twice, and counts once
-- out    rows of (run, fen ready, fen sent, fen answered)
WITH its AS (
    SELECT own.id AS run, own.month, batch.id AS batch_id
      FROM payments_paymentrun AS own JOIN payments_batch AS batch ON batch.payment_run_id = own.id
     WHERE own.id = ANY(%(runs)s)
), stays AS (
    SELECT its.run, its.month, its.batch_id, hold.row
      FROM its JOIN payments_hold AS hold ON hold.batch_id = its.batch_id AND hold.month = its.month AND hold.lifted_at IS NULL
     UNION
    SELECT its.run, its.month, its.batch_id, payment.row
      FROM payments_givenup AS gone
      JOIN its ON its.run = gone.run_id
      JOIN payments_payment AS payment
        ON payment.person_id = gone.person_id AND payment.month = its.month AND payment.batch_id = its.batch_id
), staying AS (
    SELECT stays.run, sum(payment.amount_fen) AS fen
      FROM stays
      JOIN payments_payment AS payment ON payment.month = stays.month AND payment.batch_id = stays.batch_id AND payment.row = stays.row
     WHERE NOT EXISTS (SELECT 1 FROM payments_infile AS taken
                        WHERE taken.month = stays.month AND taken.batch_id = stays.batch_id AND taken.row = stays.row)
     GROUP BY stays.run
), again AS (
    SELECT its.run, sum(payment.amount_fen) AS fen
      FROM its
      JOIN payments_payment AS payment
        ON payment.month = its.month AND payment.batch_id = its.batch_id AND payment.again_for IS NOT NULL
     GROUP BY its.run
), sent AS (
    SELECT its.run, sum(file.total_fen) AS fen FROM its JOIN payments_bankfile AS file ON file.batch_id = its.batch_id GROUP BY its.run
), answered AS (
    SELECT its.run, sum(told.paid_fen + told.returned_fen) AS fen
      FROM its
      JOIN payments_bankfile AS file ON file.batch_id = its.batch_id
      JOIN payments_resultfile AS told ON told.file_id = file.id
     GROUP BY its.run
), twice AS (
    SELECT its.run, sum(payment.amount_fen) AS fen
      FROM its
      JOIN payments_returnedlater AS later ON later.month = its.month AND later.batch_id = its.batch_id
      JOIN payments_payment AS payment ON payment.month = later.month AND payment.batch_id = later.batch_id AND payment.row = later.row
     GROUP BY its.run
)
SELECT own.id, (own.total_fen + coalesce(again.fen, 0) - coalesce(sent.fen, 0) - coalesce(staying.fen, 0))::bigint,
       coalesce(sent.fen, 0)::bigint, (coalesce(answered.fen, 0) - coalesce(twice.fen, 0))::bigint
  FROM payments_paymentrun AS own
  LEFT JOIN staying ON staying.run = own.id
  LEFT JOIN again ON again.run = own.id
  LEFT JOIN sent ON sent.run = own.id
  LEFT JOIN answered ON answered.run = own.id
  LEFT JOIN twice ON twice.run = own.id
 WHERE own.id = ANY(%(runs)s)
