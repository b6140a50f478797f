-- Benefits that stand because somebody was missing who has come back: dependants draw, or half of the lump was advanced.
-- law    WIR 41; REG 26
-- in     region, fund, month; schemes, kind
-- out    rows of (entitlement, kind, happened_on)
-- again  reads only; who came back did so on one day
SELECT drawn.id, %(kind)s, back."on"
  FROM injury_cameback AS back
  JOIN injury_missing AS gone ON gone.id = back.missing_id
  JOIN injury_injury AS hurt ON hurt.id = gone.injury_id
  JOIN claims_grantedonce AS once ON once.of = hurt.number OR starts_with(once.of, hurt.number || ':')
  JOIN payments_entitlement AS drawn
    ON drawn.decision_id = once.decision_id AND drawn.region_id = %(region)s AND drawn.fund = %(fund)s AND drawn.scheme = ANY(%(schemes)s)
 WHERE back."on" < (%(month)s::date + interval '1 month')
   AND NOT EXISTS (SELECT 1 FROM payments_ending AS ended WHERE ended.entitlement_id = drawn.id AND ended.kind = 'ended')
