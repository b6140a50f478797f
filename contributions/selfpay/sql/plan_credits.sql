-- Cut the people of a claim into ranges of the wanted size.
-- in     claim, people a slice
-- out    first, last, people
SELECT min(person_id), max(person_id), count(*)::int
  FROM (SELECT person_id, (row_number() OVER (ORDER BY person_id) - 1) / %(size)s AS part
          FROM (SELECT DISTINCT person_id FROM selfpay_subsidyitem WHERE claim_id = %(claim)s) AS people) AS numbered
 GROUP BY part ORDER BY 1
