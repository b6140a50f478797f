-- Conclusions of appraisals were recorded by cases of two people; each injury has one first, and nothing before it.
-- law    WIR 23–29; REG 37
-- out    one text per offender
SELECT format('appraisal %s of injury %s: recorded by no two people', appraisal.document, found.number)
  FROM injury_appraisal AS appraisal
  JOIN injury_injury AS found ON found.id = appraisal.injury_id
 WHERE NOT claims_signed_by_two(appraisal.case_id, ARRAY['injury_appraisal'], found.person_id)
 UNION ALL
SELECT format('injury %s: its first appraisal is not the first', found.number)
  FROM injury_injury AS found
  JOIN LATERAL (SELECT kind FROM injury_appraisal WHERE injury_id = found.id ORDER BY id LIMIT 1) AS earliest ON earliest.kind <> 'first'
