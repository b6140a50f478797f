-- Reimbursements of a person's records of care on some days, and costs of births that were granted once by these names.
-- law    SIL 28, 54
-- in     records, first, last: days; births (as they are granted once), birth (their scheme)
-- out    id, whether it is of a birth
SELECT id, false
  FROM medical_reimbursed
 WHERE person_id = ANY(%(records)s::bigint[]) AND began_on <= %(last)s::date AND ended_on >= %(first)s::date
 UNION ALL
SELECT decision_id, true
  FROM claims_grantedonce
 WHERE scheme = %(birth)s AND of = ANY(%(births)s::text[])
