-- Unemployment benefits drawn in a month that our own records speak against: an employment that began since and goes on, an old-age
-- pension, a month of retirement gone by, work or training refused as often as stops it. Any record of the person counts.
-- law    SIL 51(1), (4), (5); SIL 46
-- twin   benefits.unemployment.rules.stopping.reasons_to_stop
-- in     region, fund, month; pensions (schemes); ages (group, month of retirement, born by); refusals
-- out    rows of (entitlement, kind, happened_on)
-- again  reads only; the same fact has the same day each month
WITH drawn AS MATERIALIZED (
    SELECT entitled.id, entitled.person_id, min(part.from_month) AS first_month
      FROM payments_entitlement AS entitled
      JOIN payments_component AS part ON part.entitlement_id = entitled.id AND part.rhythm = 'monthly'
     WHERE entitled.region_id = %(region)s AND entitled.fund = %(fund)s
     GROUP BY entitled.id, entitled.person_id
    HAVING min(part.from_month) <= %(month)s AND max(coalesce(part.before_month, 'infinity')) > %(month)s
), records AS MATERIALIZED (
    SELECT drawn.id, drawn.first_month, coalesce(other.person_id, drawn.person_id) AS person_id
      FROM drawn
      LEFT JOIN registry_onepeople AS own ON own.person_id = drawn.person_id
      LEFT JOIN registry_onepeople AS other ON other.head_id = own.head_id
)
SELECT records.id, 'reemployed', min(work.starts_on)
  FROM records
  JOIN participation_employment AS work
    ON work.person_id = records.person_id AND work.ends_before IS NULL AND work.starts_on >= records.first_month
   AND work.starts_on < %(month)s::date + interval '1 month'
 GROUP BY records.id
 UNION ALL
SELECT records.id, 'on_pension', min(greatest(part.from_month, records.first_month))
  FROM records
  JOIN payments_entitlement AS pension ON pension.person_id = records.person_id AND pension.scheme = ANY(%(pensions)s)
  JOIN payments_component AS part
    ON part.entitlement_id = pension.id AND part.rhythm = 'monthly' AND part.from_month <= %(month)s
   AND (part.before_month IS NULL OR part.before_month > %(month)s)
 WHERE NOT EXISTS (SELECT 1 FROM payments_ending AS ended
                    WHERE ended.entitlement_id = pension.id AND ended.from_month <= %(month)s
                      AND (ended.before_month IS NULL OR ended.before_month > %(month)s))
 GROUP BY records.id
 UNION ALL
SELECT records.id, 'past_retirement', min(age.retired_in)
  FROM records
  JOIN registry_person AS person ON person.id = records.person_id
  JOIN jsonb_to_recordset(%(ages)s::jsonb) AS age (code text, retired_in date, born_by date)
    ON age.code = person.retirement_group AND person.birth_on <= age.born_by
 GROUP BY records.id
 UNION ALL
SELECT counted.id, 'refused_work', counted.refused_on
  FROM (SELECT drawn.id, offer.refused_on, row_number() OVER (PARTITION BY drawn.id ORDER BY offer.refused_on, offer.id) AS times
          FROM drawn JOIN unemployment_refusedoffer AS offer ON offer.entitlement_id = drawn.id) AS counted
 WHERE counted.times = %(refusals)s
