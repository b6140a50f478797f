-- What a check of our own records found of benefits of a fund in a region that have not ended: each is a suspicion.
-- law    REG 25, 26 (compared silently, then looked into)
-- in     found_by, region, fund, entitlements, kinds, days, at
-- out    rows of (entitlement)
-- again  the same fact is one suspicion of a benefit, whatever was answered to it
INSERT INTO payments_suspicion (entitlement_id, kind, found_by, happened_on, found_at, outcome, verified, reason)
SELECT DISTINCT entitled.id, told.kind, %(found_by)s, told.happened_on, %(at)s::timestamptz, '', '', ''
  FROM unnest(%(entitlements)s::bigint[], %(kinds)s::text[], %(days)s::date[]) AS told (entitlement_id, kind, happened_on)
  JOIN payments_entitlement AS entitled
    ON entitled.id = told.entitlement_id AND entitled.region_id = %(region)s AND entitled.fund = %(fund)s
 WHERE NOT EXISTS (SELECT 1 FROM payments_ending AS ended WHERE ended.entitlement_id = entitled.id AND ended.kind = 'ended')
    ON CONFLICT (entitlement_id, kind, happened_on) DO NOTHING
RETURNING entitlement_id
