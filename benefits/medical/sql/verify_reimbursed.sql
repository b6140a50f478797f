-- What was granted of reimbursements and what counts in years are the same, decision by decision; an advance is what was granted.
-- law    SIL 28–30; REG 20(2)
-- out    one text per offender
WITH granted AS (
SELECT decision.id, claim.scheme,
       (SELECT coalesce(sum(item.amount_fen), 0) FROM claims_decisionitem AS item WHERE item.decision_id = decision.id) AS fen
  FROM claims_decision AS decision
  JOIN claims_claim AS claim ON claim.id = decision.claim_id
 WHERE decision.outcome = 'granted' AND claim.scheme IN ('medical_reimbursement', 'residents_reimbursement')
)

SELECT format('decision %s: reimburses and counts in no year', granted.id)
  FROM granted
 WHERE granted.id NOT IN (SELECT decision_id FROM medical_reimbursed)
 UNION ALL
SELECT format('decision %s: counts what no such decision grants', its.decision_id)
  FROM medical_reimbursed AS its
  LEFT JOIN granted ON granted.id = its.decision_id
 WHERE granted.fen IS DISTINCT FROM its.pool_fen + its.large_fen + its.major_fen
    OR granted.scheme <> CASE its.scheme WHEN 'employee' THEN 'medical_reimbursement' ELSE 'residents_reimbursement' END
 UNION ALL
SELECT format('advance %s: is not what was granted', advance.number)
  FROM medical_thirdpartyadvance AS advance
  LEFT JOIN granted ON granted.id = advance.decision_id
 WHERE granted.fen IS DISTINCT FROM advance.amount_fen
