-- People with a benefit at a place, in slices of so many; none where nothing is in payment to anybody by the month.
-- in     region, fund, month, size
-- out    rows of (first, last, people)
-- note   whose benefit begins later is looked at in vain: asking for the parts of everybody took seven times as long
SELECT min(person_id), max(person_id), count(*)
  FROM (SELECT person_id, (row_number() OVER (ORDER BY person_id) - 1) / %(size)s AS part
          FROM (SELECT DISTINCT person_id FROM payments_entitlement WHERE region_id = %(region)s AND fund = %(fund)s) AS each) AS parts
 WHERE EXISTS (
       SELECT 1
         FROM payments_entitlement AS entitled
         JOIN payments_component AS part ON part.entitlement_id = entitled.id AND part.from_month <= %(month)s
        WHERE entitled.region_id = %(region)s AND entitled.fund = %(fund)s)
 GROUP BY part
 ORDER BY part
