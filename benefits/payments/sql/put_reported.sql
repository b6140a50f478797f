-- What was reported of a person, under any record: each benefit in payment that it may end is suspected.
-- law    REG 25, 26 (reported, then looked into; nothing stops by it)
-- in     report, kind, funds, at
-- out    rows of (entitlement)
-- again  the same event of the same day is one suspicion of a benefit, whatever was answered to it
INSERT INTO payments_suspicion (entitlement_id, kind, report_id, found_by, happened_on, found_at, outcome, verified, reason)
SELECT DISTINCT entitled.id, %(kind)s, told.id, '', told.happened_on, %(at)s::timestamptz, '', '', ''
  FROM payments_stopreport AS told
  LEFT JOIN registry_onepeople AS own ON own.person_id = told.person_id
  LEFT JOIN registry_onepeople AS other ON other.head_id = own.head_id
  JOIN payments_entitlement AS entitled
    ON entitled.person_id = coalesce(other.person_id, told.person_id) AND entitled.fund = ANY(%(funds)s::text[])
  JOIN payments_component AS part
    ON part.entitlement_id = entitled.id AND part.rhythm = 'monthly'
   AND (part.before_month IS NULL OR part.before_month > told.happened_on)
 WHERE told.id = %(report)s
   AND NOT EXISTS (SELECT 1 FROM payments_ending AS ended WHERE ended.entitlement_id = entitled.id AND ended.kind = 'ended')
    ON CONFLICT (entitlement_id, kind, happened_on) DO NOTHING
RETURNING entitlement_id
