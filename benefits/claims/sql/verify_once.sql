-- What is granted once, and the receipts it is granted for, are as a decision granted them.
-- law    REG 18–24
-- out    one text per offender
SELECT format('what decision %s grants once is not as decided', told.decision_id)
  FROM claims_grantedonce AS told
  JOIN claims_decision AS decision ON decision.id = told.decision_id
  JOIN claims_claim AS claim ON claim.id = decision.claim_id
 WHERE (decision.outcome, claim.scheme) <> ('granted', told.scheme)
 UNION ALL
SELECT format('receipt %s is of no granted decision', told.number)
  FROM claims_receiptclaimed AS told
  LEFT JOIN claims_decision AS decision ON decision.id = told.decision_id
 WHERE decision.outcome IS DISTINCT FROM 'granted'
