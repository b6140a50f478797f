-- Names late fees that do not add up to what they say, of months without a bill, or paid with more than was charged.
SELECT format('late fee of employer %s, %s %s: its rows add up to %s fen, the newest says %s', fee.employer_id, fee.month, fee.fund,
              sum(fee.amount_fen), (array_agg(fee.late_fee_fen ORDER BY fee.version DESC))[1])
  FROM collection_latefee AS fee
 GROUP BY fee.employer_id, fee.month, fee.fund
HAVING sum(fee.amount_fen) <> (array_agg(fee.late_fee_fen ORDER BY fee.version DESC))[1] OR count(*) <> max(fee.version)
UNION ALL
SELECT format('late fee of employer %s, %s %s: no bill of the month in that region', fee.employer_id, fee.month, fee.fund)
  FROM collection_latefee AS fee
 WHERE NOT EXISTS (SELECT 1 FROM assessment_bill AS bill
                    WHERE bill.employer_id = fee.employer_id AND bill.month = fee.month AND bill.fund = fee.fund
                      AND bill.region_id = fee.region_id)
UNION ALL
SELECT format('late fee of employer %s, %s %s: %s fen are paid, %s charged', paid.employer_id, paid.month, paid.fund, paid.amount_fen,
              coalesce(charged.amount_fen, 0))
  FROM (SELECT employer_id, month, fund, sum(amount_fen) AS amount_fen FROM collection_feepayment
         GROUP BY employer_id, month, fund) AS paid
  LEFT JOIN (SELECT employer_id, month, fund, sum(amount_fen) AS amount_fen FROM collection_latefee
              GROUP BY employer_id, month, fund) AS charged USING (employer_id, month, fund)
 WHERE paid.amount_fen NOT BETWEEN 0 AND coalesce(charged.amount_fen, 0)
