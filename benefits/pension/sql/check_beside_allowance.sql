-- Pensions drawn in a month by somebody who draws a disability allowance too, under any record, wherever it is paid.
-- law    SIL 17; 人社部发〔2024〕72号
-- in     region, fund, month; pension, allowances (schemes)
-- out    rows of (entitlement, kind, happened_on)
-- again  reads only; two benefits have one day: the first month both are paid for
SELECT drawn.id, 'beside_allowance', max(greatest(its.first_month, theirs.first_month))
  FROM payments_entitlement AS drawn
  JOIN LATERAL (SELECT min(part.from_month) AS first_month FROM payments_component AS part
                 WHERE part.entitlement_id = drawn.id AND part.rhythm = 'monthly' AND part.from_month <= %(month)s
                   AND (part.before_month IS NULL OR part.before_month > %(month)s)) AS its ON its.first_month IS NOT NULL
  LEFT JOIN registry_onepeople AS own ON own.person_id = drawn.person_id
  LEFT JOIN registry_onepeople AS other ON other.head_id = own.head_id
  JOIN payments_entitlement AS allowance
    ON allowance.person_id = coalesce(other.person_id, drawn.person_id) AND allowance.scheme = ANY(%(allowances)s)
  JOIN LATERAL (SELECT min(part.from_month) AS first_month FROM payments_component AS part
                 WHERE part.entitlement_id = allowance.id AND part.rhythm = 'monthly' AND part.from_month <= %(month)s
                   AND (part.before_month IS NULL OR part.before_month > %(month)s)) AS theirs ON theirs.first_month IS NOT NULL
 WHERE drawn.region_id = %(region)s AND drawn.fund = %(fund)s AND drawn.scheme = %(pension)s
   AND NOT EXISTS (SELECT 1 FROM payments_ending AS ended
                    WHERE ended.entitlement_id = allowance.id AND ended.from_month <= %(month)s
                      AND (ended.before_month IS NULL OR ended.before_month > %(month)s))
 GROUP BY drawn.id
