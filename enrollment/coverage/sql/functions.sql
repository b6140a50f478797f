-- Who should be insured in a month and is not, as sets; what a run writes and a bench measures is computed here alone.
-- coverage_weight    twin: enrollment.coverage.rules.kinds.weight
-- coverage_missing   known to a register that counts, never insured; past the statutory age, only who works for pay
-- coverage_lapsed    was insured, is not, and neither retired nor died
-- speed  a range of people is looked up by index (subqueries and laterals), whatever else the tables hold; whoever is insured
--        is left out before anything else is asked
-- law    SIL 10, 20, 25, 58; REG 8, 9; R8 3; the numbers come as `law` (enrollment.coverage.actions.scan)
CREATE FUNCTION coverage_weight(is_must boolean, is_near boolean, months integer) RETURNS integer
LANGUAGE sql IMMUTABLE AS $$
    SELECT 1000 * is_must::int + 500 * is_near::int + least(greatest(months, 0), 240)
$$;

CREATE FUNCTION coverage_months(first date, last date) RETURNS integer LANGUAGE sql IMMUTABLE AS $$
    SELECT ((extract(year FROM last) - extract(year FROM first)) * 12 + extract(month FROM last)
            - extract(month FROM first))::int + 1
$$;

CREATE FUNCTION coverage_missing(region text, month date, first bigint, last bigint, law jsonb)
RETURNS TABLE (kind text, known_id bigint, person_id bigint, employer_id bigint, credit_code text, region_id text,
               is_must boolean, since_month date, months integer, weight integer, facts text)
LANGUAGE sql STABLE AS $$
    WITH rule AS MATERIALIZED (
        SELECT rule.kind, rule.fresh_from, rule.is_must
          FROM jsonb_to_recordset(law -> 'registers') AS rule (kind text, fresh_from date, is_must boolean)
    ), age AS MATERIALIZED (
        SELECT age.code, age.reached_by, age.near_by
          FROM jsonb_to_recordset(law -> 'ages') AS age (code text, reached_by date, near_by date)
    ), uninsured AS MATERIALIZED (
        SELECT known.id, known.person_id, known.region_id, known.birth_on, known.sex
          FROM coverage_known AS known
         WHERE known.id BETWEEN coverage_missing.first AND coverage_missing.last AND known.pool_id = coverage_missing.region
           AND known.died_on IS NULL AND known.birth_on <= (law ->> 'old_enough_by')::date
           AND (SELECT true FROM participation_insuredperiod AS period
                 WHERE period.person_id = known.person_id AND period.insurance LIKE 'pension%'
                   AND period.from_month <= coverage_missing.month
                   AND (period.before_month IS NULL OR period.before_month > coverage_missing.month) LIMIT 1) IS NOT TRUE
    ), asked AS (
        SELECT uninsured.id, uninsured.person_id, uninsured.region_id, uninsured.birth_on <= age.reached_by AS is_over_age,
               uninsured.birth_on <= age.near_by AS is_near
          FROM uninsured
          LEFT JOIN LATERAL (SELECT person.retirement_group, person.died_on FROM registry_person AS person
                              WHERE person.id = uninsured.person_id OFFSET 0) AS person ON true
          JOIN age
            ON age.code = coalesce(person.retirement_group, CASE uninsured.sex WHEN 'male' THEN 'M60' ELSE 'F55' END)
         WHERE person.died_on IS NULL
           AND (SELECT true FROM coverage_mismatch AS mismatch
                 WHERE mismatch.known_id = uninsured.id AND mismatch.field = 'number' AND mismatch.decision <> 'different'
                 LIMIT 1) IS NOT TRUE
    ), seen AS (
        SELECT asked.id, asked.person_id, asked.region_id, asked.is_over_age, asked.is_near, told.is_must, told.works,
               told.since_month, told.credit_code, told.facts
          FROM asked
         CROSS JOIN LATERAL (
               SELECT bool_or(rule.is_must) AS is_must, bool_or(sighting.kind = 'wage_tax') AS works,
                      min(sighting.from_month) AS since_month,
                      coalesce((array_agg(sighting.credit_code ORDER BY sighting.last_month DESC, sighting.credit_code)
                                   FILTER (WHERE sighting.kind = 'wage_tax'))[1], '') AS credit_code,
                      md5(string_agg(DISTINCT sighting.kind || ':' || sighting.credit_code, '|')) AS facts
                 FROM coverage_sighting AS sighting JOIN rule ON rule.kind = sighting.kind
                WHERE sighting.known_id = asked.id AND sighting.last_month >= rule.fresh_from
                  AND sighting.from_month <= coverage_missing.month AND NOT sighting.ended
                  AND (NOT sighting.is_student OR (law ->> 'students')::boolean)) AS told
         WHERE told.facts IS NOT NULL
           AND CASE WHEN asked.is_over_age
                    THEN told.works AND (law ->> 'over_age_works')::boolean
                         AND (SELECT true FROM participation_insuredperiod AS period
                               WHERE period.person_id = asked.person_id AND period.insurance = 'injury'
                                 AND period.from_month <= coverage_missing.month
                                 AND (period.before_month IS NULL OR period.before_month > coverage_missing.month)
                               LIMIT 1) IS NOT TRUE
                    ELSE (SELECT true FROM participation_insuredperiod AS period
                           WHERE period.person_id = asked.person_id AND period.insurance LIKE 'pension%'
                             AND period.from_month <= coverage_missing.month
                             AND period.before_month IS DISTINCT FROM period.from_month LIMIT 1) IS NOT TRUE END
    )
    SELECT 'missing', seen.id, seen.person_id,
           (SELECT employer.id FROM registry_employer AS employer
             WHERE employer.credit_code = seen.credit_code AND employer.cancelled_on IS NULL AND seen.credit_code <> ''),
           seen.credit_code, seen.region_id, seen.is_must, seen.since_month,
           coverage_months(seen.since_month, coverage_missing.month),
           coverage_weight(seen.is_must, seen.is_near AND NOT seen.is_over_age,
                           coverage_months(seen.since_month, coverage_missing.month)),
           seen.facts
      FROM seen
$$;

CREATE FUNCTION coverage_lapsed(region text, month date, first bigint, last bigint, law jsonb)
RETURNS TABLE (kind text, known_id bigint, person_id bigint, employer_id bigint, credit_code text, region_id text,
               is_must boolean, since_month date, months integer, weight integer, facts text)
LANGUAGE sql STABLE AS $$
    WITH age AS MATERIALIZED (
        SELECT age.code, age.reached_by, age.near_by
          FROM jsonb_to_recordset(law -> 'ages') AS age (code text, reached_by date, near_by date)
    ), newest AS (
        SELECT DISTINCT ON (period.person_id) period.person_id, period.before_month, period.employer_id, period.region_id,
               period.ended_because
          FROM participation_insuredperiod AS period
         WHERE period.person_id BETWEEN coverage_lapsed.first AND coverage_lapsed.last
           AND period.insurance LIKE 'pension%' AND period.before_month IS DISTINCT FROM period.from_month
         ORDER BY period.person_id, period.before_month DESC, period.id DESC
    ), gone AS MATERIALIZED (
        SELECT newest.person_id, newest.before_month, newest.employer_id AS left_id FROM newest
         WHERE newest.before_month <= coverage_lapsed.month AND newest.region_id = coverage_lapsed.region
           AND newest.ended_because NOT IN ('retired', 'died')
    ), facts AS (
        SELECT gone.person_id, gone.before_month, gone.left_id, person.birth_on, person.retirement_group,
               coalesce(home.code, coverage_lapsed.region) AS region_id, known.id AS known_id, works.credit_code
          FROM gone
         CROSS JOIN LATERAL (SELECT person.birth_on, person.retirement_group, person.died_on,
                                    coalesce(person.residence_id, person.household_id) AS home
                               FROM registry_person AS person WHERE person.id = gone.person_id OFFSET 0) AS person
          LEFT JOIN LATERAL (SELECT known.id, known.died_on FROM coverage_known AS known
                              WHERE known.person_id = gone.person_id OFFSET 0) AS known ON true
          LEFT JOIN LATERAL (SELECT place.code FROM agency_region AS place
                              WHERE place.code = person.home AND starts_with(place.path, law ->> 'path') OFFSET 0)
               AS home ON true
          LEFT JOIN LATERAL (
               SELECT sighting.credit_code FROM coverage_sighting AS sighting
                WHERE sighting.known_id = known.id AND sighting.kind = 'wage_tax'
                  AND sighting.last_month >= greatest(gone.before_month, (law ->> 'wages_fresh_from')::date)
                ORDER BY sighting.last_month DESC, sighting.credit_code LIMIT 1) AS works ON true
         WHERE person.died_on IS NULL AND known.died_on IS NULL
    )
    SELECT 'lapsed', facts.known_id, facts.person_id,
           coalesce((SELECT employer.id FROM registry_employer AS employer
                      WHERE employer.credit_code = facts.credit_code AND employer.cancelled_on IS NULL), facts.left_id),
           coalesce(facts.credit_code, ''), facts.region_id, facts.credit_code IS NOT NULL, facts.before_month,
           coverage_months(facts.before_month, coverage_lapsed.month),
           coverage_weight(facts.credit_code IS NOT NULL, facts.birth_on <= age.near_by,
                           coverage_months(facts.before_month, coverage_lapsed.month)),
           md5(facts.before_month || ':' || coalesce(facts.left_id, 0) || ':' || coalesce(facts.credit_code, ''))
      FROM facts
      JOIN age ON age.code = facts.retirement_group AND facts.birth_on > age.reached_by
     WHERE facts.credit_code IS NOT NULL OR facts.before_month <= (law ->> 'lapsed_by')::date
$$;
