-- Each disability allowance rests on a conclusion that came with its claim; each conclusion is of a case of two about the person.
-- law    SIL 17; 人社部发〔2024〕72号; REG 37
-- out    one text per offender
SELECT format('allowance %s rests on no appraisal', drawn.number)
  FROM payments_entitlement AS drawn
  JOIN claims_decision AS decision ON decision.id = drawn.decision_id
  JOIN claims_claim AS claim ON claim.id = decision.claim_id
  LEFT JOIN pension_capacityappraisal AS its ON its.case_id = claim.case_id AND its.person_id = drawn.person_id
 WHERE drawn.scheme = 'disability_allowance' AND its.id IS NULL
 UNION ALL
SELECT format('appraisal %s: %s', its.document, pension_appraisal_wrong(its))
  FROM pension_capacityappraisal AS its WHERE pension_appraisal_wrong(its) IS NOT NULL
