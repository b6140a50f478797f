-- A benefit is stopped, a suspension lifted, by a case of that matter that is done and that two people at least signed, neither whom it
-- is about; or a benefit ended by such a case that grants another of the same fund in its stead. How it was verified is on record.
-- law    REG 25, 26, 37
-- out    one text per offender
SELECT format('stop of entitlement %s: decided by no case of two', ending.entitlement_id)
  FROM payments_ending AS ending
 CROSS JOIN LATERAL (VALUES (ending.case_id, 'benefit_stop'), (ending.lifted_case_id, 'benefit_resume')) AS told (case_id, matter)
  LEFT JOIN matters_case AS its
    ON its.id = told.case_id AND its.state = 'done'
   AND (its.matter = told.matter OR ending.kind = 'ended' AND payments_grants_in_its_stead(its.id, ending.entitlement_id))
 WHERE told.case_id IS NOT NULL
   AND (SELECT count(DISTINCT agency_person_of_eyes(step.eyes)) FROM matters_step AS step
         WHERE step.case_id = its.id AND step.round = its.round AND step.act IN ('handle', 'review', 'approve')) < 2
 UNION ALL
SELECT format('stop of entitlement %s: signed by whom it is about', ending.entitlement_id)
  FROM payments_ending AS ending
  JOIN payments_entitlement AS entitled ON entitled.id = ending.entitlement_id
  JOIN matters_case AS its ON its.id IN (ending.case_id, ending.lifted_case_id)
  JOIN matters_step AS step ON step.case_id = its.id AND step.round = its.round AND step.act IN ('handle', 'review', 'approve')
 WHERE claims_is_own(agency_person_of_eyes(step.eyes), entitled.person_id)
 UNION ALL
SELECT format('stop of entitlement %s: nothing on record says %s', ending.entitlement_id, ending.verified)
  FROM payments_ending AS ending
 WHERE NOT EXISTS (
       SELECT 1 FROM payments_suspicion AS suspicion
        WHERE suspicion.entitlement_id = ending.entitlement_id AND payments_on_record(suspicion.id, ending.verified, ending.because))
   AND ending.verified <> 'compared'
