-- What a year of a person and scheme comes to by the bills settled directly.
-- law    SIL 28
-- in     records, year, scheme
-- out    one row, in the order of `rules.bills.YEAR_SUMS`
SELECT coalesce(sum(stays), 0)::bigint, coalesce(sum(inpatient_scope_fen), 0)::bigint, coalesce(sum(outpatient_scope_fen), 0)::bigint,
       coalesce(sum(pool_fen), 0)::bigint, coalesce(sum(outpatient_pool_fen), 0)::bigint, coalesce(sum(large_fen), 0)::bigint,
       coalesce(sum(residual_fen), 0)::bigint, coalesce(sum(major_fen), 0)::bigint
  FROM settlement_yeartotal
 WHERE person_id = ANY(%(records)s::bigint[]) AND year = %(year)s AND scheme = %(scheme)s
