-- Every record of the natural person a record is of, the one they stand under first; none where nothing was merged.
-- law    none (ADR 0013)
-- in     person
-- out    person_id
SELECT other.person_id
  FROM registry_onepeople AS own
  JOIN registry_onepeople AS other ON other.head_id = own.head_id
 WHERE own.person_id = %(person)s
 ORDER BY other.person_id <> other.head_id, other.person_id
