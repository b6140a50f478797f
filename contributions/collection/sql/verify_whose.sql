-- Names receipts that pay bills of somebody they did not come from, and money said to be somebody's though it
-- named its payer, or without a case though it told no code.
SELECT format('receipt %s: %s fen of it pay bills of payer %s, from whom it did not come', receipt.id, sum(put.amount_fen), bill.payer)
  FROM collection_allocation AS put
  JOIN assessment_bill AS bill ON bill.id = put.bill_id
  JOIN collection_receipt AS receipt ON receipt.id = put.receipt_id
 WHERE receipt.payer IS DISTINCT FROM bill.payer
 GROUP BY receipt.id, bill.payer
HAVING sum(put.amount_fen) > 0
   AND NOT collection_receipt_is_of(receipt.id, bill.payer, ((max(put.allocated_on) + 1)::timestamp AT TIME ZONE 'Asia/Shanghai'))
UNION ALL
SELECT format('receipt %s: nobody may say that it is of payer %s', receipt.id, said.payer)
  FROM collection_attribution AS said
  JOIN collection_receipt AS receipt ON receipt.id = said.receipt_id
  LEFT JOIN collection_personpayer AS payer ON payer.id = receipt.person_payer_id
 WHERE receipt.payer IS NOT NULL
    OR said.case_number IS NULL AND receipt.payer_code = '' AND payer.code_hash IS NULL
