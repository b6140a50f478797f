-- Injuries of work that were found of a person, and applications that wait, of a day up to another.
-- law    SIL 30
-- in     records, last
-- out    number, happened_on, whether it was found
SELECT injury.number, injury.happened_on, true
  FROM injury_injury AS injury
 WHERE injury.person_id = ANY(%(records)s::bigint[]) AND injury.happened_on <= %(last)s::date
 UNION ALL
SELECT its.number, its.happened_on, false
  FROM injury_application AS its
 WHERE its.person_id = ANY(%(records)s::bigint[]) AND its.happened_on <= %(last)s::date
   AND NOT EXISTS (SELECT 1 FROM injury_certification WHERE application_id = its.id)
 ORDER BY 2, 1
