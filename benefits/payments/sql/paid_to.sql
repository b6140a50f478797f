-- Payments to a person, and how each stands.
-- in     records of the person
-- out    rows of
--        (month of the run, fund, fen, assembling | held | ready | sent | paid | returned | given_up, why held or returned, sent at,
--         fen set off)
SELECT payment.month, its.fund, payment.amount_fen,
       CASE WHEN gone.id IS NOT NULL THEN 'given_up'
            WHEN result.answer = 'paid' THEN 'paid' WHEN result.answer IS NOT NULL THEN 'returned' WHEN infile.row IS NOT NULL THEN 'sent'
            WHEN its.state <> 'approved' THEN 'assembling' WHEN hold.because IS NOT NULL THEN 'held' ELSE 'ready' END,
       coalesce(CASE WHEN result.answer <> 'paid' THEN result.answer END, CASE WHEN infile.row IS NULL THEN hold.because END, ''),
       file.sent_at, coalesce(part.amount_fen, 0)
  FROM payments_payment AS payment
  JOIN payments_batch AS batch ON batch.id = payment.batch_id
  JOIN payments_paymentrun AS its ON its.id = batch.payment_run_id AND its.state <> 'cancelled'
  LEFT JOIN payments_givenup AS gone ON gone.run_id = its.id AND gone.person_id = payment.person_id
  LEFT JOIN payments_offset AS part ON part.month = payment.month AND part.batch_id = payment.batch_id AND part.row = payment.row
  LEFT JOIN payments_infile AS infile
         ON infile.month = payment.month AND infile.batch_id = payment.batch_id AND infile.row = payment.row
  LEFT JOIN payments_bankfile AS file ON file.id = infile.file_id
  LEFT JOIN payments_answer AS result
         ON result.month = payment.month AND result.batch_id = payment.batch_id AND result.row = payment.row
  LEFT JOIN LATERAL (
       SELECT because FROM payments_hold AS open
        WHERE open.month = payment.month AND open.batch_id = payment.batch_id AND open.row = payment.row AND open.lifted_at IS NULL
        ORDER BY because LIMIT 1) AS hold ON true
 WHERE payment.person_id = ANY(%(persons)s)
 ORDER BY payment.month DESC, its.fund, payment.row DESC
