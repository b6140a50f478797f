-- Work or training is on record as turned down by a case of that matter that is done and that two people at least signed.
-- law    SIL 51(5); REG 37
-- out    one text per offender
SELECT format('offer refused under entitlement %s: recorded by no case of two', offer.entitlement_id)
  FROM unemployment_refusedoffer AS offer
  LEFT JOIN matters_case AS its ON its.id = offer.case_id AND its.matter = 'work_refused' AND its.state = 'done'
 WHERE (SELECT count(DISTINCT agency_person_of_eyes(step.eyes)) FROM matters_step AS step
         WHERE step.case_id = its.id AND step.round = its.round AND step.act IN ('handle', 'review', 'approve')) < 2
