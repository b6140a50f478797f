-- Names receipts whose allocated amount is not the sum of their parts (to bills, to late fees, going back), settled bills
-- not covered exactly, and bills set off against each other that do not cancel.
SELECT format('receipt %s: %s fen allocated, its rows say %s', receipt.id, receipt.allocated_fen, coalesce(rows.amount_fen, 0))
  FROM collection_receipt AS receipt
  LEFT JOIN (SELECT receipt_id, sum(amount_fen) AS amount_fen
               FROM (SELECT receipt_id, amount_fen FROM collection_allocation
                     UNION ALL SELECT receipt_id, amount_fen FROM collection_feepayment
                     UNION ALL SELECT receipt_id, amount_fen FROM collection_refund WHERE withdrawn_at IS NULL) AS part
              GROUP BY receipt_id) AS rows
         ON rows.receipt_id = receipt.id
 WHERE receipt.allocated_fen <> coalesce(rows.amount_fen, 0)
UNION ALL
SELECT format('bill %s is settled with %s of %s fen', bill.id, coalesce(rows.amount_fen, 0), bill.total_fen)
  FROM assessment_bill AS bill
  LEFT JOIN (SELECT bill_id, sum(amount_fen) AS amount_fen FROM collection_allocation GROUP BY bill_id) AS rows
         ON rows.bill_id = bill.id
 WHERE bill.settled_on IS NOT NULL AND bill.total_fen <> coalesce(rows.amount_fen, 0)
UNION ALL
SELECT format('payer %s, %s %s: %s fen set off against nothing', bill.payer, bill.month, bill.fund, sum(allocation.amount_fen))
  FROM collection_allocation AS allocation JOIN assessment_bill AS bill ON bill.id = allocation.bill_id
 WHERE allocation.receipt_id IS NULL
 GROUP BY bill.payer, bill.month, bill.fund HAVING sum(allocation.amount_fen) <> 0
