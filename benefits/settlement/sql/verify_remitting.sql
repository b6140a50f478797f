-- A clearing's file is its lines; who is paid by a clearing is in one file once, and in another only for what the bank returned, to another
-- account, booked anew and from what came back: a clearing draws its sum once; what the bank returned is booked back, in
-- the clearing's book, by an answer that who signed or sent it did not take in. (Clearings paid before there were files have none.)
-- law    REG 37, 40; 财社〔2017〕144号 art. 40–41
-- out    one text per offender
SELECT format('file %s of clearing %s: %s fen told, %s fen in it', file.id, run.number, file.total_fen, coalesce(inside.fen, 0))
  FROM settlement_clearingfile AS file
  JOIN settlement_clearingrun AS run ON run.id = file.run_id
  LEFT JOIN (SELECT file_id, count(*) AS payments, sum(amount_fen) AS fen FROM settlement_remittance GROUP BY file_id) AS inside
         ON inside.file_id = file.id
 WHERE (coalesce(inside.payments, 0), coalesce(inside.fen, 0)) <> (file.payments, file.total_fen)
 UNION ALL
SELECT format('clearing %s pays institution %s %s fen, line %s is %s', run.number, its.institution_id, its.pay_fen, line.row,
              line.amount_fen)
  FROM settlement_remittance AS line
  JOIN settlement_clearing AS its ON its.id = line.clearing_id
  JOIN settlement_clearingrun AS run ON run.id = its.run_id
 WHERE line.amount_fen <> its.pay_fen OR line.run_id <> its.run_id OR its.paid_at IS NULL
    OR line.again_for_id IS NULL AND line.entry_id IS DISTINCT FROM its.entry_id
 UNION ALL
SELECT format('clearing %s pays institution %s by no file', run.number, its.institution_id)
  FROM settlement_clearing AS its
  JOIN settlement_clearingrun AS run ON run.id = its.run_id
 WHERE its.paid_at IS NOT NULL AND its.pay_fen > 0
   AND EXISTS (SELECT 1 FROM settlement_clearingfile WHERE run_id = run.id)
   AND NOT EXISTS (SELECT 1 FROM settlement_remittance WHERE clearing_id = its.id AND again_for_id IS NULL)
 UNION ALL
SELECT format('line %s of clearing %s was paid anew and had not come back', old.row, run.number)
  FROM settlement_remittance AS line
  JOIN settlement_remittance AS old ON old.id = line.again_for_id
  JOIN settlement_clearingrun AS run ON run.id = line.run_id
 WHERE old.clearing_id <> line.clearing_id OR old.account_hash = line.account_hash
    OR NOT EXISTS (SELECT 1 FROM settlement_remittanceanswer WHERE remittance_id = old.id AND answer <> 'paid')
 UNION ALL
SELECT format('line %s of clearing %s: %s fen booked for %s', line.row, run.number, coalesce(booked.fen, 0), line.amount_fen)
  FROM settlement_remittance AS line
  JOIN settlement_clearingrun AS run ON run.id = line.run_id
  LEFT JOIN (SELECT entry_id, sum(amount_fen) AS fen FROM ledger_posting
              WHERE flow = 'provider_clearing' AND account_kind = 'benefits' AND side = 'DEBIT' GROUP BY entry_id) AS booked
         ON booked.entry_id = line.entry_id
 WHERE coalesce(booked.fen, 0) <> line.amount_fen
 UNION ALL
SELECT format('clearing %s draws %s fen, and pays %s', run.number, coalesce(drawn.fen, 0), run.total_fen)
  FROM settlement_clearingrun AS run
  LEFT JOIN (SELECT split_part(entry.key, ':', 2) AS number, sum(posting.amount_fen) AS fen
               FROM ledger_entry AS entry JOIN ledger_posting AS posting ON posting.entry_id = entry.id
              WHERE entry.flow = 'funding' AND entry.key LIKE 'clearing:%' AND posting.account_kind = 'expenditure_account'
              GROUP BY 1) AS drawn ON drawn.number = run.number
 WHERE coalesce(drawn.fen, 0) <> CASE WHEN run.state = 'paid' THEN run.total_fen ELSE 0 END
 UNION ALL
SELECT format('answer %s to a clearing: %s fen returned, %s fen booked back', told.id, told.returned_fen, coalesce(booked.fen, 0))
  FROM settlement_clearinganswer AS told
  LEFT JOIN (SELECT entry_id, sum(amount_fen) AS fen FROM ledger_posting
              WHERE flow = 'clearing_returned' AND account_kind = 'benefits' AND side = 'CREDIT' GROUP BY entry_id) AS booked
         ON booked.entry_id = told.entry_id
  LEFT JOIN (SELECT answer.told_in_id, sum(line.amount_fen) AS fen
               FROM settlement_remittanceanswer AS answer JOIN settlement_remittance AS line ON line.id = answer.remittance_id
              WHERE answer.answer <> 'paid' GROUP BY answer.told_in_id) AS back ON back.told_in_id = told.id
 WHERE told.returned_fen <> coalesce(booked.fen, 0) OR told.returned_fen <> coalesce(back.fen, 0)
 UNION ALL
SELECT format('answer %s to clearing %s is taken in by who signed or sent it', told.id, run.number)
  FROM settlement_clearinganswer AS told
  JOIN settlement_clearingfile AS file ON file.id = told.file_id
  JOIN settlement_clearingrun AS run ON run.id = file.run_id
  JOIN agency_user AS sender ON sender.id = file.sent_by_id
  JOIN agency_user AS taker ON taker.id = told.imported_by_id
 WHERE taker.person_hash IN (sender.person_hash, agency_person_of_eyes(run.opened_eyes), agency_person_of_eyes(run.reviewed_eyes),
                             agency_person_of_eyes(run.approved_eyes), agency_person_of_eyes(run.paid_eyes))
 UNION ALL
SELECT format('answer %s to clearing %s is booked in another book', told.id, run.number)
  FROM settlement_clearinganswer AS told
  JOIN settlement_clearingfile AS file ON file.id = told.file_id
  JOIN settlement_clearingrun AS run ON run.id = file.run_id
  JOIN ledger_posting AS posting ON posting.entry_id = told.entry_id
  JOIN ledger_book AS book ON book.id = posting.book_id
 WHERE (book.region_id, book.fund) <> (run.region_id, run.fund)
 GROUP BY told.id, run.number
 UNION ALL
SELECT format('entry %s books back what no bank returned', entry.key)
  FROM ledger_entry AS entry
 WHERE entry.flow = 'clearing_returned'
   AND NOT EXISTS (SELECT 1 FROM settlement_clearinganswer WHERE entry_id = entry.id)
 UNION ALL
SELECT format('line %s of clearing %s is answered in another file', line.row, run.number)
  FROM settlement_remittanceanswer AS answer
  JOIN settlement_remittance AS line ON line.id = answer.remittance_id
  JOIN settlement_clearinganswer AS told ON told.id = answer.told_in_id
  JOIN settlement_clearingrun AS run ON run.id = line.run_id
 WHERE told.file_id <> line.file_id
