-- Names people with two open findings of a kind, findings whose months or weight do not follow from what they say, and
-- findings whose place is not one of those whose contributions are charged together.
SELECT format('%s has %s open findings of being %s', subject, count(*), kind)
  FROM (SELECT kind, CASE WHEN kind = 'missing' THEN 'known ' || known_id ELSE 'person ' || person_id END AS subject
          FROM coverage_finding WHERE closed_at IS NULL) AS open
 GROUP BY kind, subject HAVING count(*) > 1
UNION ALL
SELECT format('finding %s: its weight is not that of its facts', id)
  FROM coverage_finding
 WHERE weight NOT IN (coverage_weight(is_must, true, months), coverage_weight(is_must, false, months))
UNION ALL
SELECT format('finding %s lies outside its region', finding.id)
  FROM coverage_finding AS finding
  JOIN agency_region AS place ON place.code = finding.region_id
  JOIN agency_region AS pool ON pool.code = finding.pool_id
 WHERE NOT starts_with(place.path, pool.path)
UNION ALL
SELECT format('finding %s is not of who it says', finding.id)
  FROM coverage_finding AS finding JOIN coverage_known AS known ON known.id = finding.known_id
 WHERE finding.person_id IS NOT NULL AND known.person_id IS NOT NULL AND known.person_id <> finding.person_id
