-- Each grant of no spell is as a decision granted it, and each such decision is on record with what it is for.
-- law    失业保险条例 art. 21; REG 24(3)
-- out    one text per offender
SELECT format('subsidy of decision %s is not as decided', told.decision_id)
  FROM unemployment_subsidygrant AS told
  JOIN claims_decision AS decision ON decision.id = told.decision_id
  JOIN claims_claim AS claim ON claim.id = decision.claim_id
 WHERE (decision.outcome, claim.scheme) <> ('granted', told.scheme)
 UNION ALL
SELECT format('decision %s grants %s for nothing on record', decision.id, claim.scheme)
  FROM claims_decision AS decision
  JOIN claims_claim AS claim ON claim.id = decision.claim_id
  LEFT JOIN unemployment_subsidygrant AS told ON told.decision_id = decision.id
 WHERE decision.outcome = 'granted' AND told.id IS NULL AND claim.scheme IN ('unemployment_migrant', 'unemployment_skill')
