-- Differences to pensions drawn in a month after the pension rose, or a notice raised allowances, later than they were settled from.
-- law    WIR 35
-- in     region, fund, month; difference (scheme), pensions (schemes), risen (months of notices), kind
-- out    rows of (entitlement, kind, happened_on)
-- again  reads only; a change has one day: the first of the newest month that changed something
SELECT drawn.id, %(kind)s, max(change.day)
  FROM payments_entitlement AS drawn
 CROSS JOIN LATERAL (
       SELECT max(part.from_month) AS day FROM payments_component AS part
        WHERE part.entitlement_id = drawn.id AND part.rhythm = 'monthly') AS settled
  LEFT JOIN registry_onepeople AS own ON own.person_id = drawn.person_id
  LEFT JOIN registry_onepeople AS other ON other.head_id = own.head_id
 CROSS JOIN LATERAL (
       SELECT part.from_month AS day
         FROM payments_entitlement AS paid
         JOIN payments_component AS part ON part.entitlement_id = paid.id AND part.rhythm = 'monthly'
        WHERE paid.person_id = coalesce(other.person_id, drawn.person_id) AND paid.scheme = ANY(%(pensions)s)
        UNION ALL
       SELECT notice FROM unnest(%(risen)s::date[]) AS notice) AS change
 WHERE drawn.region_id = %(region)s AND drawn.fund = %(fund)s AND drawn.scheme = %(difference)s
   AND payments_drawn_months(drawn.id) @> %(month)s::date
   AND change.day > settled.day AND change.day <= %(month)s
 GROUP BY drawn.id
