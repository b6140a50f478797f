-- People with something in payment at a place, in slices of so many.
-- in     region, fund, month, size
-- out    rows of (first, last, people)
SELECT min(person_id), max(person_id), count(*)
  FROM (SELECT person_id, (row_number() OVER (ORDER BY person_id) - 1) / %(size)s AS part
          FROM (SELECT DISTINCT entitled.person_id
                  FROM payments_entitlement AS entitled
                  JOIN payments_component AS part ON part.entitlement_id = entitled.id AND part.from_month <= %(month)s
                 WHERE entitled.region_id = %(region)s AND entitled.fund = %(fund)s) AS each) AS parts
 GROUP BY part
 ORDER BY part
