-- Names cases signed by the natural person who applied for them online (REG 37).
SELECT DISTINCT format('case %s: step %s is by its applicant', case_.number, step.id)
  FROM matters_step AS applied
  JOIN matters_step AS step ON step.case_id = applied.case_id
   AND agency_person_of_eyes(step.eyes) = agency_person_of_eyes(applied.eyes)
   AND step.act IN ('handle', 'review', 'approve', 'refuse', 'reopen')
  JOIN matters_case AS case_ ON case_.id = applied.case_id
 WHERE applied.act = 'apply'
