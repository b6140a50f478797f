-- Residents' pensions drawn in a month by somebody who draws an employees' pension too, under any record, wherever it is paid.
-- law    人社部发〔2014〕17号 art. 8
-- in     region, fund, month; pensions (schemes)
-- out    rows of (entitlement, kind, happened_on)
-- again  reads only; two benefits have one day: the first month both are paid for
SELECT resident.id, 'two_pensions', max(greatest(its.first_month, theirs.first_month))
  FROM payments_entitlement AS resident
  JOIN LATERAL (SELECT min(part.from_month) AS first_month FROM payments_component AS part
                 WHERE part.entitlement_id = resident.id AND part.rhythm = 'monthly' AND part.from_month <= %(month)s
                   AND (part.before_month IS NULL OR part.before_month > %(month)s)) AS its ON its.first_month IS NOT NULL
  LEFT JOIN registry_onepeople AS own ON own.person_id = resident.person_id
  LEFT JOIN registry_onepeople AS other ON other.head_id = own.head_id
  JOIN payments_entitlement AS employees
    ON employees.person_id = coalesce(other.person_id, resident.person_id) AND employees.scheme = ANY(%(pensions)s)
  JOIN LATERAL (SELECT min(part.from_month) AS first_month FROM payments_component AS part
                 WHERE part.entitlement_id = employees.id AND part.rhythm = 'monthly' AND part.from_month <= %(month)s
                   AND (part.before_month IS NULL OR part.before_month > %(month)s)) AS theirs ON theirs.first_month IS NOT NULL
 WHERE resident.region_id = %(region)s AND resident.fund = %(fund)s
   AND NOT EXISTS (SELECT 1 FROM payments_ending AS ended
                    WHERE ended.entitlement_id = employees.id AND ended.from_month <= %(month)s
                      AND (ended.before_month IS NULL OR ended.before_month > %(month)s))
 GROUP BY resident.id
