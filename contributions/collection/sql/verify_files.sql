-- Names receipt files that do not keep every row, receipts no row tells of or from before their book, and runs that took in
-- another sum than arrived.
SELECT format('file %s told %s rows, %s are kept', file.id, file.rows_count, count(kept.id))
  FROM collection_receiptfile AS file LEFT JOIN collection_receiptrow AS kept ON kept.file_id = file.id
 GROUP BY file.id HAVING count(kept.id) <> file.rows_count
UNION ALL
SELECT format('receipt %s: no row of its file tells of it', receipt.id)
  FROM collection_receipt AS receipt
 WHERE NOT EXISTS (SELECT 1 FROM collection_receiptrow AS told
                    WHERE told.file_id = receipt.file_id AND told.external_id = receipt.external_id
                      AND told.book_id = receipt.book_id AND told.amount_fen = receipt.amount_fen
                      AND told.received_on = receipt.received_on)
UNION ALL
SELECT format('receipt %s is not for whom its row tells', receipt.id)
  FROM collection_receipt AS receipt
  JOIN collection_receiptrow AS told ON told.file_id = receipt.file_id AND told.external_id = receipt.external_id
       AND told.book_id = receipt.book_id AND told.problem = ''
 WHERE told.payer IS DISTINCT FROM receipt.payer OR told.month IS DISTINCT FROM receipt.month
UNION ALL
SELECT format('receipt %s arrived before its book opened', receipt.id)
  FROM collection_receipt AS receipt JOIN ledger_book AS book ON book.id = receipt.book_id
 WHERE receipt.received_on < book.opened_on
UNION ALL
SELECT format('run %s took in %s fen, %s arrived', run.id, coalesce((run.totals ->> 'received_fen')::bigint, 0),
              coalesce(sum(receipt.amount_fen), 0))
  FROM kernel_run AS run
  LEFT JOIN collection_receipt AS receipt ON receipt.file_id = (run.parameters ->> 'file')::bigint
 WHERE run.kind = 'collection' AND run.state = 'done'
 GROUP BY run.id HAVING coalesce((run.totals ->> 'received_fen')::bigint, 0) <> coalesce(sum(receipt.amount_fen), 0)
UNION ALL
SELECT format('receipt %s is told by another than who collects for its book', receipt.id)
  FROM collection_receipt AS receipt JOIN ledger_book AS book ON book.id = receipt.book_id
 WHERE receipt.source <> 'channel' AND (receipt.source = 'tax_authority') <> (book.collector = 'tax')
