-- A benefit is stopped, and a suspension lifted, by a case of that matter that is done and that two people at least signed.
-- law    REG 25, 26, 37
-- out    one text per offender
SELECT format('stop of entitlement %s: decided by no case of two', ending.entitlement_id)
  FROM payments_ending AS ending
 CROSS JOIN LATERAL (VALUES (ending.case_id, 'benefit_stop'), (ending.lifted_case_id, 'benefit_resume')) AS told (case_id, matter)
  LEFT JOIN matters_case AS its ON its.id = told.case_id AND its.matter = told.matter AND its.state = 'done'
 WHERE told.case_id IS NOT NULL
   AND (SELECT count(DISTINCT step.eyes) FROM matters_step AS step
         WHERE step.case_id = its.id AND step.round = its.round AND step.act IN ('handle', 'review', 'approve')) < 2
