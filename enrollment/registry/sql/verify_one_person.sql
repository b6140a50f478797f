-- Names persons whose numbers, over time, are not those of one natural person (REG 37).
SELECT format('person %s: the numbers are of %s natural persons', person.number, numbers.people)
  FROM (SELECT person_id, count(DISTINCT agency_person_behind(value_hash)) AS people
          FROM registry_identifier
         WHERE person_id IN (SELECT person_id FROM registry_identifier GROUP BY person_id HAVING count(*) > 1)
         GROUP BY person_id) AS numbers
  JOIN registry_person AS person ON person.id = numbers.person_id
 WHERE numbers.people > 1
