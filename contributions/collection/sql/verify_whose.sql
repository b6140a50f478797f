-- Names receipts that pay bills of somebody they did not come from, and money said to be somebody's though it
-- named its payer, or without a case though it did not tell that payers code.
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
    OR said.case_number IS NULL AND NOT (
       EXISTS (SELECT 1 FROM registry_employer AS its
                WHERE its.id = said.employer_id AND its.credit_code <> '' AND its.credit_code = upper(receipt.payer_code))
       OR EXISTS (SELECT 1 FROM registry_identifier AS its
                   WHERE its.person_id = said.person_id AND its.value_hash = payer.code_hash))
