-- The fund advances by two people for who was not insured; what employers paid back was booked, by two, and is no more than was paid.
-- Who is liable with an employer is the contractor of the site.
-- law    SIL 41, 42; 人社部发〔2014〕103号; REG 37
-- out    one text per offender
SELECT format('advance %s: the employer had insured, or no two people decided', advance.number)
  FROM injury_advance AS advance
  JOIN injury_injury AS hurt ON hurt.id = advance.injury_id
 WHERE hurt.was_insured OR NOT claims_signed_by_two(advance.case_id, ARRAY['injury_advance'], hurt.person_id)
 UNION ALL
SELECT format('advance %s: %s', advance.number, injury_advance_wrong(advance.id))
  FROM injury_advance AS advance
 WHERE advance.id IN (SELECT advance_id FROM injury_advancerecovered UNION SELECT advance_id FROM injury_advanceuncollectable)
   AND injury_advance_wrong(advance.id) IS NOT NULL
 UNION ALL
SELECT format('advance %s: its contractor is not that of the site', advance.number)
  FROM injury_advance AS advance
  JOIN injury_injury AS hurt ON hurt.id = advance.injury_id
  LEFT JOIN projects_project AS site ON site.id = hurt.project_id AND site.employer_id <> hurt.employer_id
 WHERE advance.contractor_id IS DISTINCT FROM site.employer_id
 UNION ALL
SELECT format('benefits of injury %s are paid by the fund without an advance', hurt.number)
  FROM injury_injury AS hurt
 WHERE NOT hurt.was_insured AND injury_advanced(hurt.number, '-infinity') > 0
   AND NOT EXISTS (SELECT 1 FROM injury_advance AS advance WHERE advance.injury_id = hurt.id)
