-- No measure was decided unheard, nor by who proposed it; where nothing was said, the days had passed.
-- law    REG 37, 43
-- out    one text per offender
SELECT format('measure %s was decided unheard', its.number)
  FROM providers_measure AS its
  LEFT JOIN providers_hearing AS heard ON heard.measure_id = its.id
 WHERE its.outcome <> '' AND (heard.id IS NULL OR heard.heard_at > its.decided_at)
 UNION ALL
SELECT format('measure %s was decided by who proposed it', number)
  FROM providers_measure
 WHERE outcome <> '' AND agency_person_of_eyes(proposed_eyes) = agency_person_of_eyes(decided_eyes)
 UNION ALL
SELECT format('measure %s: its days to state had not passed', its.number)
  FROM providers_hearing AS heard
  JOIN providers_measure AS its ON its.id = heard.measure_id
 WHERE heard.kind = 'passed' AND (heard.heard_at AT TIME ZONE 'Asia/Shanghai')::date <= its.state_until
