-- Injuries were certified by two people upon an application that its case accepted; what was certified is an injury, each once.
-- law    WIR 14–20; REG 37
-- out    one text per offender
-- note   what a project covers is asked as it was known when it was certified: money booked and terms decided by then
SELECT format('application %s: accepted by no case', told.number)
  FROM injury_application AS told
  LEFT JOIN matters_case AS its ON its.id = told.case_id AND its.state = 'done'
   AND its.matter = CASE WHEN told.applicant = 'employer' THEN 'injury_application_employer' ELSE 'injury_application' END
 WHERE its.id IS NULL
 UNION ALL
SELECT format('application %s: what its employer said is of no case', told.number)
  FROM injury_statement AS said
  JOIN injury_application AS told ON told.id = said.application_id
  LEFT JOIN matters_case AS its ON its.id = said.case_id AND its.state = 'done' AND its.matter = 'injury_statement'
 WHERE its.id IS NULL
 UNION ALL
SELECT format('application %s: certified by no two people', told.number)
  FROM injury_certification AS decided
  JOIN injury_application AS told ON told.id = decided.application_id
 WHERE NOT claims_signed_by_two(decided.case_id, ARRAY['injury_certification', 'injury_certification_clear'], told.person_id)
 UNION ALL
SELECT format('application %s: certified and no injury, or the other way round', told.number)
  FROM injury_certification AS decided
  JOIN injury_application AS told ON told.id = decided.application_id
  LEFT JOIN injury_injury AS found ON found.certification_id = decided.id
 WHERE (decided.outcome = 'not_certified') = (found.id IS NOT NULL)
 UNION ALL
SELECT format('injury %s is not as its application tells', found.number)
  FROM injury_injury AS found
  JOIN injury_certification AS decided ON decided.id = found.certification_id
  JOIN injury_application AS told ON told.id = decided.application_id
 WHERE (told.person_id, told.employer_id, told.region_id) IS DISTINCT FROM (found.person_id, found.employer_id, found.region_id)
    OR (told.happened_on, told.project_id) IS NOT DISTINCT FROM (found.happened_on, found.project_id)
   AND told.was_insured <> found.was_insured
 UNION ALL
SELECT format('injury %s is not insured as its project is', found.number)
  FROM injury_injury AS found
  JOIN injury_certification AS decided ON decided.id = found.certification_id
  JOIN projects_project AS project ON project.id = found.project_id
  JOIN assessment_bill AS bill ON bill.id = project.bill_id
  LEFT JOIN ledger_entry AS paid ON paid.key = bill.entry_key AND paid.posted_at <= decided.decided_at
 WHERE injury_off_its_site(found.project_id, found.region_id, found.happened_on, found.was_insured)
   AND (project.region_id <> found.region_id
        OR paid.id IS NOT NULL
       AND NOT EXISTS (SELECT 1 FROM projects_term AS later WHERE later.project_id = project.id AND later.decided_at > decided.decided_at))
