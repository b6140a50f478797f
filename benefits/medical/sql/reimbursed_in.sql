-- What reimbursements add to a year of a person.
-- law    SIL 28
-- in     records, year
-- out    one row, in the order of `models.YEAR_FIELDS`
SELECT coalesce(sum(stays), 0)::bigint, coalesce(sum(inpatient_scope_fen), 0)::bigint, coalesce(sum(outpatient_scope_fen), 0)::bigint,
       coalesce(sum(pool_fen), 0)::bigint, coalesce(sum(outpatient_pool_fen), 0)::bigint, coalesce(sum(large_fen), 0)::bigint,
       coalesce(sum(residual_fen), 0)::bigint, coalesce(sum(major_fen), 0)::bigint
  FROM medical_reimbursed
 WHERE person_id = ANY(%(records)s::bigint[]) AND year = %(year)s
