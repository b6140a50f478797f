-- What the ledger holds as benefits paid is what files sent, without what banks returned but for what had arrived, fund by fund.
-- law    财社〔2017〕144号 art. 40 (fund expenditures); SIL 64
-- out    one text per offender
SELECT format('book %s: %s fen of benefits booked, %s fen paid by files', book.id, coalesce(booked.fen, 0),
              coalesce(sent.fen, 0) - coalesce(back.fen, 0) + coalesce(there.fen, 0))
  FROM ledger_book AS book
  LEFT JOIN (SELECT posting.book_id, sum(CASE posting.side WHEN 'DEBIT' THEN posting.amount_fen ELSE -posting.amount_fen END) AS fen
               FROM ledger_posting AS posting
              WHERE posting.flow IN ('benefit_payment', 'payment_returned', 'payment_arrived') AND posting.account_kind = 'benefits'
              GROUP BY posting.book_id) AS booked ON booked.book_id = book.id
  LEFT JOIN (SELECT its.region_id, its.fund, sum(file.total_fen) AS fen
               FROM payments_bankfile AS file
               JOIN payments_batch AS batch ON batch.id = file.batch_id
               JOIN payments_paymentrun AS its ON its.id = batch.payment_run_id
              GROUP BY its.region_id, its.fund) AS sent ON (sent.region_id, sent.fund) = (book.region_id, book.fund)
  LEFT JOIN (SELECT its.region_id, its.fund, sum(told.returned_fen) AS fen
               FROM payments_resultfile AS told
               JOIN payments_bankfile AS file ON file.id = told.file_id
               JOIN payments_batch AS batch ON batch.id = file.batch_id
               JOIN payments_paymentrun AS its ON its.id = batch.payment_run_id
              GROUP BY its.region_id, its.fund) AS back ON (back.region_id, back.fund) = (book.region_id, book.fund)
  LEFT JOIN (SELECT its.region_id, its.fund, sum(payment.amount_fen) AS fen
               FROM payments_arrived AS put_right
               JOIN payments_payment AS payment
                 ON payment.month = put_right.month AND payment.batch_id = put_right.batch_id AND payment.row = put_right.row
               JOIN payments_paymentrun AS its ON its.id = put_right.run_id
              GROUP BY its.region_id, its.fund) AS there ON (there.region_id, there.fund) = (book.region_id, book.fund)
 WHERE coalesce(booked.fen, 0) <> coalesce(sent.fen, 0) - coalesce(back.fen, 0) + coalesce(there.fen, 0)
