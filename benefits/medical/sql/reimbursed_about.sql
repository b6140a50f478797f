-- Reimbursements of a person's records in some years.
-- law    SIL 28
-- in     records, first, last: years
-- out    id
SELECT id
  FROM medical_reimbursed
 WHERE person_id = ANY(%(records)s::bigint[]) AND year BETWEEN %(first)s AND %(last)s
