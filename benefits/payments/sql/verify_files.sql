-- A bank file is the sum of the payments in it and was booked out; what a bank returned was booked back; nothing left while something
-- held it; nobody was paid twice for one payment, on the account of another, or had it paid again to themself. What came back pays the
-- payment in its stead, and the rest of a file is drawn, once. All of it is booked in the run's book, sent by who signed nothing of the
-- run, and answered for to another.
-- out    one text per offender
SELECT format('bank file %s: %s fen told, %s fen in it, %s fen booked', file.id, file.total_fen,
              coalesce(inside.fen, 0), coalesce(booked.fen, 0))
  FROM payments_bankfile AS file
  LEFT JOIN (SELECT taken.file_id, count(*) AS payments, sum(payment.amount_fen) AS fen
               FROM payments_infile AS taken
               JOIN payments_payment AS payment
                 ON payment.month = taken.month AND payment.batch_id = taken.batch_id AND payment.row = taken.row
              GROUP BY taken.file_id) AS inside ON inside.file_id = file.id
  LEFT JOIN (SELECT entry_id, sum(amount_fen) AS fen FROM ledger_posting WHERE account_kind = 'benefits' AND side = 'DEBIT'
              GROUP BY entry_id) AS booked ON booked.entry_id = file.entry_id
 WHERE (coalesce(inside.payments, 0), coalesce(inside.fen, 0), coalesce(booked.fen, 0)) <> (file.payments, file.total_fen, file.total_fen)
 UNION ALL
SELECT format('answer %s: %s fen returned, %s fen booked back', told.id, told.returned_fen, coalesce(booked.fen, 0))
  FROM payments_resultfile AS told
  LEFT JOIN (SELECT entry_id, sum(amount_fen) AS fen FROM ledger_posting WHERE account_kind = 'benefits' AND side = 'CREDIT'
              GROUP BY entry_id) AS booked ON booked.entry_id = told.entry_id
  LEFT JOIN (SELECT result.result_file_id, sum(payment.amount_fen) AS fen
               FROM (SELECT result_file_id, month, batch_id, row FROM payments_result WHERE answer <> 'paid'
                      UNION ALL
                     SELECT result_file_id, month, batch_id, row FROM payments_returnedlater) AS result
               JOIN payments_payment AS payment
                 ON payment.month = result.month AND payment.batch_id = result.batch_id AND payment.row = result.row
              GROUP BY result.result_file_id) AS back ON back.result_file_id = told.id
 WHERE told.returned_fen <> coalesce(booked.fen, 0) OR told.returned_fen <> coalesce(back.fen, 0)
 UNION ALL
SELECT format('bank file %s: %s fen drawn and %s come back pay %s', file.id, coalesce(drawn.fen, 0), file.from_returned_fen, file.total_fen)
  FROM payments_bankfile AS file
  JOIN payments_batch AS batch ON batch.id = file.batch_id
  JOIN payments_paymentrun AS its ON its.id = batch.payment_run_id
  LEFT JOIN (SELECT entry.key, sum(posting.amount_fen) AS fen
               FROM ledger_entry AS entry JOIN ledger_posting AS posting ON posting.entry_id = entry.id
              WHERE entry.flow = 'funding' AND posting.account_kind = 'expenditure_account'
              GROUP BY entry.key) AS drawn ON drawn.key = format('payments:%s:%s:%s:funding', its.number, batch.id, file.sequence)
 WHERE coalesce(drawn.fen, 0) + file.from_returned_fen <> file.total_fen
 UNION ALL
SELECT format('bank file %s: %s fen come back are told, %s did', file.id, file.from_returned_fen, coalesce(back.fen, 0))
  FROM payments_bankfile AS file
  LEFT JOIN (SELECT taken.file_id, sum(returned.fen) AS fen
               FROM payments_batch AS batch
               JOIN payments_paymentrun AS its ON its.id = batch.payment_run_id
              CROSS JOIN LATERAL payments_from_returned(its.month, batch.id) AS returned
               JOIN payments_infile AS taken ON taken.month = its.month AND taken.batch_id = batch.id AND taken.row = returned.row_no
              GROUP BY taken.file_id) AS back ON back.file_id = file.id
 WHERE file.from_returned_fen <> coalesce(back.fen, 0)
 UNION ALL
SELECT format('payment %s returned later had not arrived', later.row)
  FROM payments_returnedlater AS later
  LEFT JOIN payments_result AS result
         ON result.month = later.month AND result.batch_id = later.batch_id AND result.row = later.row AND result.answer = 'paid'
  LEFT JOIN payments_arrived AS put_right
         ON put_right.month = later.month AND put_right.batch_id = later.batch_id AND put_right.row = later.row AND put_right.undue_fen = 0
 WHERE result.row IS NULL AND put_right.id IS NULL OR later.answer = 'paid'
 UNION ALL
SELECT format('payment %s left while %s held it', taken.row, hold.because)
  FROM payments_infile AS taken
  JOIN payments_bankfile AS file ON file.id = taken.file_id
  JOIN payments_hold AS hold ON hold.month = taken.month AND hold.batch_id = taken.batch_id AND hold.row = taken.row
 WHERE hold.lifted_at IS NULL OR hold.lifted_at > file.sent_at
 UNION ALL
SELECT format('payment %s was made again though it did not fail', again.again_for)
  FROM payments_payment AS again
  JOIN payments_batch AS batch ON batch.id = again.batch_id
  JOIN payments_batch AS its ON its.payment_run_id = batch.payment_run_id
  JOIN payments_payment AS old ON old.month = again.month AND old.batch_id = its.id AND old.row = again.again_for
  LEFT JOIN payments_answer AS result ON result.month = old.month AND result.batch_id = old.batch_id AND result.row = old.row
  LEFT JOIN payments_arrived AS put_right
         ON put_right.month = old.month AND put_right.batch_id = old.batch_id AND put_right.row = old.row
 WHERE old.card_id IS NOT NULL AND coalesce(result.answer, 'paid') = 'paid' AND put_right.id IS NULL
   AND NOT EXISTS (SELECT 1 FROM payments_hold AS none
                    WHERE none.month = old.month AND none.batch_id = old.batch_id AND none.row = old.row
                      AND none.because = 'no_account' AND none.lifted_at IS NULL)
 UNION ALL
SELECT format('payment %s goes to an account of another person', payment.row)
  FROM payments_payment AS payment JOIN registry_bankcard AS card ON card.id = payment.card_id
 WHERE card.person_id <> payment.person_id
 UNION ALL
SELECT format('payment %s: paid again by whom it is of', again.row)
  FROM payments_payment AS again JOIN agency_user AS account ON account.id = again.again_by_id
 WHERE again.again_for IS NOT NULL AND claims_is_own(account.person_hash, again.person_id)
 UNION ALL
SELECT format('bank file %s is booked in another book than that of run %s', file.id, its.number)
  FROM payments_bankfile AS file
  JOIN payments_batch AS batch ON batch.id = file.batch_id
  JOIN payments_paymentrun AS its ON its.id = batch.payment_run_id
  LEFT JOIN payments_resultfile AS told ON told.file_id = file.id
 WHERE payments_booked_elsewhere(file.entry_id, its.id) OR payments_booked_elsewhere(file.offset_entry_id, its.id)
    OR payments_booked_elsewhere(told.entry_id, its.id)
 UNION ALL
SELECT format('bank file %s of run %s: signed, sent and answered for by fewer than it takes', file.id, its.number)
  FROM payments_bankfile AS file
  JOIN payments_batch AS batch ON batch.id = file.batch_id
  JOIN payments_paymentrun AS its ON its.id = batch.payment_run_id
  JOIN agency_user AS sender ON sender.id = file.sent_by_id
  LEFT JOIN payments_resultfile AS told ON told.file_id = file.id
  LEFT JOIN agency_user AS taker ON taker.id = told.imported_by_id
 WHERE sender.person_hash IN (agency_person_of_eyes(its.opened_eyes), agency_person_of_eyes(its.reviewed_eyes),
                              agency_person_of_eyes(its.approved_eyes))
    OR taker.person_hash IN (sender.person_hash, agency_person_of_eyes(its.opened_eyes), agency_person_of_eyes(its.reviewed_eyes),
                             agency_person_of_eyes(its.approved_eyes))
