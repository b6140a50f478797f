-- The years of a person's records of one scheme, locked to the end of the transaction.
-- law    SIL 28
-- in     records, year, scheme
-- out    the records that have begun it
SELECT person_id
  FROM settlement_yeartotal
 WHERE person_id = ANY(%(records)s::bigint[]) AND year = %(year)s AND scheme = %(scheme)s
 ORDER BY person_id
   FOR UPDATE
