-- What was granted of reimbursements and what counts in years are the same, decision by decision; an advance is what was granted.
-- No days in hospital are claimed back that the hospital settled; a bill of days claimed back before was doubted.
-- law    SIL 28–30; REG 20(2); 医疗保障基金使用监督管理条例 art. 17
-- out    one text per offender
WITH granted AS (
SELECT decision.id, claim.scheme,
       (SELECT sum(item.amount_fen) FROM claims_decisionitem AS item WHERE item.decision_id = decision.id) AS fen
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
 UNION ALL
SELECT format('decision %s reimburses days of settlement %s', its.decision_id, bill.number)
  FROM medical_reimbursed AS its
  LEFT JOIN registry_onepeople AS own ON own.person_id = its.person_id
  LEFT JOIN registry_onepeople AS same ON same.head_id = own.head_id
  JOIN settlement_settlement AS bill ON bill.person_id = coalesce(same.person_id, its.person_id) AND bill.reverses_id IS NULL
  JOIN settlement_stay AS stay ON stay.id = bill.stay_id AND stay.care = 'inpatient'
 WHERE its.care = 'inpatient' AND stay.admitted_on < its.ended_on AND bill.until > its.began_on
   AND NOT EXISTS (SELECT 1 FROM settlement_settlement AS back WHERE back.reverses_id = bill.id)
   AND NOT EXISTS (SELECT 1 FROM settlement_flag WHERE settlement_id = bill.id AND code = 'bill_reimbursed')
