-- Pairs of records that have enough in common to be looked at, with the records of a range as the earlier of the two.
-- in     first, last
-- out    the two records, whether they share phone and bank card; names, numbers and days are compared by the rule
-- law    SIL 58 (one number for life); REG 6, 11
-- speed  every condition is an equality, so that each is one join by hashing
-- again  pairs that were found, answered or merged before are left out
WITH own AS (
    SELECT id, name_folded, pinyin, birth_on, phone_hash FROM registry_person WHERE id BETWEEN %(first)s AND %(last)s
), carded AS (
    SELECT DISTINCT mine.person_id AS one, theirs.person_id AS other
      FROM registry_bankcard AS mine
      JOIN registry_bankcard AS theirs ON theirs.account_hash = mine.account_hash
     WHERE mine.person_id BETWEEN %(first)s AND %(last)s
), pairs AS (
    SELECT own.id AS one, other.id AS other FROM own
      JOIN registry_person AS other ON other.birth_on = own.birth_on AND other.pinyin = own.pinyin
     WHERE own.pinyin <> ''
    UNION
    SELECT own.id, other.id FROM own
      JOIN registry_person AS other ON other.birth_on = own.birth_on AND other.name_folded = own.name_folded
    UNION
    SELECT own.id, other.id FROM own
      JOIN registry_person AS other ON other.phone_hash = own.phone_hash AND other.pinyin = own.pinyin
    UNION
    SELECT own.id, other.id FROM own
      JOIN registry_person AS other ON other.phone_hash = own.phone_hash AND other.birth_on = own.birth_on
    UNION
    SELECT own.id, other.id FROM own
      JOIN registry_person AS other ON other.name_folded = own.name_folded
       AND to_char(other.birth_on, 'MMDD') = to_char(own.birth_on, 'MMDD')
    UNION
    SELECT own.id, other.id FROM own
      JOIN registry_person AS other ON other.name_folded = own.name_folded
       AND to_char(other.birth_on, 'YYYYDD') = to_char(own.birth_on, 'YYYYDD')
    UNION
    SELECT own.id, other.id FROM own
      JOIN registry_person AS other ON other.name_folded = own.name_folded
       AND to_char(other.birth_on, 'YYYYMM') = to_char(own.birth_on, 'YYYYMM')
    UNION
    SELECT one, other FROM carded
)
SELECT pairs.one, pairs.other,
       coalesce(one.phone_hash = other.phone_hash, false),
       carded.one IS NOT NULL
  FROM pairs
  JOIN registry_person AS one ON one.id = pairs.one
  JOIN registry_person AS other ON other.id = pairs.other
  LEFT JOIN carded ON carded.one = pairs.one AND carded.other = pairs.other
 WHERE pairs.one < pairs.other
   AND NOT EXISTS (SELECT 1 FROM registry_likeness AS known
                    WHERE known.one_id = pairs.one AND known.other_id = pairs.other)
   AND NOT EXISTS (SELECT 1 FROM registry_onepeople AS mine
                     JOIN registry_onepeople AS theirs ON theirs.head_id = mine.head_id
                    WHERE mine.person_id = pairs.one AND theirs.person_id = pairs.other)
