-- Names disputes that are not about the person of their case, cases without their dispute, and orders of cases not done.
SELECT format('dispute of case %s is about another person', held.number)
  FROM coverage_dispute AS dispute
  JOIN matters_case AS held ON held.id = dispute.case_id
  JOIN registry_person AS person ON person.id = dispute.person_id
 WHERE held.matter <> 'month_dispute' OR held.subject <> person.number
UNION ALL
SELECT format('case %s has no dispute', held.number)
  FROM matters_case AS held LEFT JOIN coverage_dispute AS dispute ON dispute.case_id = held.id
 WHERE held.matter = 'month_dispute' AND dispute.id IS NULL
UNION ALL
SELECT format('case %s is ordered and not done, or done and not ordered', held.number)
  FROM coverage_dispute AS dispute JOIN matters_case AS held ON held.id = dispute.case_id
 WHERE (dispute.ordered_on IS NOT NULL) <> (held.state = 'done')
