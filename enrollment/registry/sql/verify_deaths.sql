-- Names records of one natural person that do not agree whether they died, and deaths that were told of somebody else.
SELECT format('records of person %s do not agree whether they died', head.number)
  FROM registry_onepeople AS own
  JOIN registry_person AS person ON person.id = own.person_id
  JOIN registry_person AS head ON head.id = own.head_id
 GROUP BY head.number
HAVING count(*) > count(person.died_on) AND count(person.died_on) > 0
UNION ALL
SELECT format('death of person %s was told of somebody else', person.number)
  FROM registry_person AS person
 WHERE person.death_told_of_id IS NOT NULL
   AND NOT registry_was_one(person.id, person.death_told_of_id, 'infinity')
