-- Allowances and nursing drawn in a month though a later conclusion, final by then, leaves nothing of them.
-- law    WIR 28; SIL 43
-- in     region, fund, month; allowance (scheme), nursing (scheme), grades (that the fund pays), kind
-- out    rows of (entitlement, kind, happened_on)
-- again  reads only; a conclusion has one day
SELECT drawn.id, %(kind)s, last.concluded_on
  FROM payments_entitlement AS drawn
  JOIN claims_grantedonce AS once ON once.decision_id = drawn.decision_id
  JOIN injury_injury AS hurt ON hurt.number = split_part(once.of, ':', 1)
 CROSS JOIN LATERAL (
       SELECT grade, nursing, concluded_on FROM injury_appraisal
        WHERE injury_id = hurt.id AND final_from <= (%(month)s::date + interval '1 month') ORDER BY id DESC LIMIT 1) AS last
 WHERE drawn.region_id = %(region)s AND drawn.fund = %(fund)s
   AND (drawn.scheme = %(allowance)s AND NOT coalesce(last.grade = ANY(%(grades)s), false)
        OR drawn.scheme = %(nursing)s AND last.nursing = '')
   AND payments_drawn_months(drawn.id) @> %(month)s::date
