-- What the yearly adjustment brings a range of pensioners: fixed part, years, level and share of the pension, tilt for age and
-- long service, rounded half up once. Years are whole ones; age is that of the last day of the year before.
-- law    SIL 18; the year's notice and the province's plan
-- twin   benefits.pension.rules.adjustment.adjustment
-- in     rise, opened_at, region, fund, scheme, first, last, from_month; sequence, measure, retired_before, age_in; amounts in yuan: fixed,
--        per_year, level_low, level_high, level_limit, tilts by ages, long_service; least_months, share, long_months, long_age_months
-- out    one row of (people, fen more a month)
-- again  refused: a benefit has one line in a rise
-- note   who was granted after it was opened rises by a supplement, after those of earlier years
-- note   a supplement leaves out who rose by the first, or by a supplement before it
WITH drawn AS MATERIALIZED (
    SELECT entitled.id AS entitlement_id, sum(part.amount_fen)::bigint AS before_fen, basis.months / 12 AS years,
           %(age_in)s - date_part('year', person.birth_on)::integer AS age
      FROM payments_entitlement AS entitled
      JOIN pension_pensionbasis AS basis ON basis.decision_id = entitled.decision_id AND basis.retired_in < %(retired_before)s::date
      JOIN registry_person AS person ON person.id = entitled.person_id
      JOIN payments_component AS part
        ON part.entitlement_id = entitled.id AND part.rhythm = 'monthly' AND part.from_month <= %(from_month)s
       AND (part.before_month IS NULL OR part.before_month > %(from_month)s)
     WHERE entitled.region_id = %(region)s AND entitled.fund = %(fund)s AND entitled.scheme = %(scheme)s
       AND entitled.person_id BETWEEN %(first)s AND %(last)s
       AND NOT EXISTS (SELECT 1 FROM claims_decision AS later WHERE later.id = entitled.decision_id AND later.decided_at > %(opened_at)s)
       AND NOT EXISTS (SELECT 1 FROM payments_ending AS ended
                        WHERE ended.entitlement_id = entitled.id AND ended.kind = 'ended' AND ended.from_month <= %(from_month)s)
       AND (%(sequence)s = 0 OR NOT EXISTS (
            SELECT 1 FROM payments_riseline AS line
              JOIN payments_rise AS earlier ON earlier.id = line.rise_id AND earlier.state <> 'cancelled' AND earlier.id <> %(rise)s
             WHERE line.entitlement_id = entitled.id AND earlier.measure = %(measure)s AND earlier.from_month = %(from_month)s))
     GROUP BY entitled.id, basis.months, person.birth_on
), tilted AS (
    SELECT age, tilt::numeric, lead(age, 1, 1000) OVER (ORDER BY age) AS below
      FROM unnest(%(ages)s::integer[], %(tilts)s::text[]) AS each (age, tilt)
), lines AS (
    INSERT INTO payments_riseline (rise_id, entitlement_id, from_month, before_fen, amount_fen, told)
    SELECT %(rise)s, drawn.entitlement_id, %(from_month)s, drawn.before_fen,
           round(100 * (%(fixed)s::numeric
                        + %(per_year)s::numeric * greatest(drawn.years, %(least_months)s / 12)
                        + CASE WHEN drawn.before_fen > 100 * %(level_limit)s::numeric
                               THEN %(level_high)s::numeric ELSE %(level_low)s::numeric END
                        + coalesce(tilted.tilt, 0)
                        + CASE WHEN drawn.age * 12 >= %(long_age_months)s AND drawn.years * 12 >= %(long_months)s
                               THEN %(long_service)s::numeric ELSE 0 END)
                 + drawn.before_fen * %(share)s::numeric)::bigint,
           jsonb_build_object('years', drawn.years, 'age', drawn.age)
      FROM drawn LEFT JOIN tilted ON drawn.age >= tilted.age AND drawn.age < tilted.below
 RETURNING amount_fen
)
SELECT count(*), coalesce(sum(amount_fen), 0)::bigint FROM lines
