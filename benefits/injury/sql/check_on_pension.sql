-- Disability allowances of injuries drawn in a month by somebody who draws an old-age pension too, under any record, wherever it is paid.
-- law    SIL 40; WIR 35
-- in     region, fund, month; allowance (scheme), pensions (schemes), kind
-- out    rows of (entitlement, kind, happened_on)
-- again  reads only; two benefits have one day: the first month both are paid for
SELECT drawn.id, %(kind)s, max(greatest(lower(theirs.months), lower(pension.months)))
  FROM payments_entitlement AS drawn
 CROSS JOIN LATERAL (SELECT payments_drawn_months(drawn.id) AS months) AS theirs
  LEFT JOIN registry_onepeople AS own ON own.person_id = drawn.person_id
  LEFT JOIN registry_onepeople AS other ON other.head_id = own.head_id
  JOIN LATERAL (
       SELECT payments_drawn_months(paid.id) AS months FROM payments_entitlement AS paid
        WHERE paid.person_id = coalesce(other.person_id, drawn.person_id) AND paid.scheme = ANY(%(pensions)s)) AS pension
    ON pension.months @> %(month)s::date
 WHERE drawn.region_id = %(region)s AND drawn.fund = %(fund)s AND drawn.scheme = %(allowance)s AND theirs.months @> %(month)s::date
 GROUP BY drawn.id
