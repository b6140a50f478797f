-- What the ledger holds of each sub-item is what the payments of a file pay of it, what was set off of them, what a bank returned,
-- what had arrived though it was told as returned, and what of a set-off was undone, which goes back the way it came.
-- law    财办〔2018〕43号 account 5001; SIL 64
-- out    one text per offender
SELECT format('entry %s: %s fen of %s by its payments, %s fen booked', entry.key, coalesce(paid.fen, 0),
              coalesce(paid.item, booked.item), coalesce(booked.fen, 0))
  FROM (SELECT entry_id, item, sum(fen) AS fen
          FROM (SELECT file.entry_id, parts.item, parts.paid_fen AS fen
                  FROM payments_bankfile AS file
                  JOIN payments_infile AS taken ON taken.file_id = file.id
                  JOIN payments_by_item AS parts ON (parts.month, parts.batch_id, parts.row) = (taken.month, taken.batch_id, taken.row)
                 UNION ALL
                SELECT file.offset_entry_id, parts.item, parts.off_fen
                  FROM payments_bankfile AS file
                  JOIN payments_infile AS taken ON taken.file_id = file.id
                  JOIN payments_by_item AS parts ON (parts.month, parts.batch_id, parts.row) = (taken.month, taken.batch_id, taken.row)
                 UNION ALL
                SELECT told.entry_id, parts.item, -parts.paid_fen
                  FROM payments_resultfile AS told
                  JOIN (SELECT result_file_id, month, batch_id, row FROM payments_result WHERE answer <> 'paid'
                         UNION ALL
                        SELECT result_file_id, month, batch_id, row FROM payments_returnedlater) AS back
                    ON back.result_file_id = told.id
                  JOIN payments_by_item AS parts
                    ON (parts.month, parts.batch_id, parts.row) = (back.month, back.batch_id, back.row)
                 UNION ALL
                SELECT entry.id, parts.item, -parts.off_fen
                  FROM payments_recovered AS undone
                  JOIN payments_offset AS part ON part.id = undone.offset_id
                  JOIN payments_by_item AS parts ON (parts.month, parts.batch_id, parts.row) = (part.month, part.batch_id, part.row)
                  LEFT JOIN ledger_entry AS entry ON entry.key = format('offset_undone:%s', part.id)
                 WHERE undone.kind = 'undone'
                 UNION ALL
                SELECT put_right.entry_id, parts.item, parts.paid_fen
                  FROM payments_arrived AS put_right
                  JOIN payments_by_item AS parts
                    ON (parts.month, parts.batch_id, parts.row) = (put_right.month, put_right.batch_id, put_right.row)) AS each
         WHERE fen <> 0
         GROUP BY entry_id, item) AS paid
  FULL JOIN (SELECT posting.entry_id, posting.item,
                    sum(CASE posting.side WHEN 'DEBIT' THEN posting.amount_fen ELSE -posting.amount_fen END) AS fen
               FROM ledger_posting AS posting
               LEFT JOIN ledger_entry AS undone ON undone.id = posting.entry_id AND starts_with(undone.key, 'offset_undone:')
              WHERE posting.account_kind = 'benefits'
                AND (posting.flow IN ('benefit_payment', 'payment_returned', 'payment_arrived')
                     OR posting.flow = 'benefit_offset' AND posting.side = CASE WHEN undone.id IS NULL THEN 'DEBIT' ELSE 'CREDIT' END)
              GROUP BY posting.entry_id, posting.item) AS booked
    ON booked.entry_id = paid.entry_id AND booked.item = paid.item
  LEFT JOIN ledger_entry AS entry ON entry.id = coalesce(paid.entry_id, booked.entry_id)
 WHERE paid.fen IS DISTINCT FROM booked.fen
