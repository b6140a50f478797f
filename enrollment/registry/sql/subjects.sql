-- Persons as the subjects of matters: where they live, else their household; who they are behind all their numbers;
-- the numbers of other records of theirs.
-- law    REG 37 (nobody decides on their own matter)
-- in     numbers
-- out    id, number, name, residence, household, eyes, also
SELECT person.id, person.number, person.name, person.residence_id, person.household_id,
       (SELECT encode(agency_person_behind(known.value_hash), 'hex') FROM registry_identifier AS known
         WHERE known.person_id = person.id ORDER BY known.id DESC LIMIT 1),  -- all of one lead to the same
       array(SELECT called.number
               FROM registry_onepeople AS own
               JOIN registry_onepeople AS other ON other.head_id = own.head_id AND other.person_id <> own.person_id
               JOIN registry_person AS called ON called.id = other.person_id
              WHERE own.person_id = person.id
              ORDER BY called.id)
  FROM registry_person AS person
 WHERE person.number = ANY(%(numbers)s)
