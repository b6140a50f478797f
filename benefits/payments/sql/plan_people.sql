-- People with something in payment at a place, in slices of so many.
-- in     region, fund, month, size
-- out    rows of (first, last, people)
SELECT min(person_id), max(person_id), count(*)
  FROM (SELECT person_id, (row_number() OVER (ORDER BY person_id) - 1) / %(size)s AS part
          FROM (SELECT DISTINCT person_id FROM payments_entitlement
                 WHERE region_id = %(region)s AND fund = %(fund)s AND from_month <= %(month)s) AS each) AS parts
 GROUP BY part
 ORDER BY part
