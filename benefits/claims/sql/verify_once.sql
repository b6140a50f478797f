-- What is granted once is as a decision granted it.
-- law    REG 18–24
-- out    one text per offender
SELECT format('what decision %s grants once is not as decided', told.decision_id)
  FROM claims_grantedonce AS told
  JOIN claims_decision AS decision ON decision.id = told.decision_id
  JOIN claims_claim AS claim ON claim.id = decision.claim_id
 WHERE (decision.outcome, claim.scheme) <> ('granted', told.scheme)
