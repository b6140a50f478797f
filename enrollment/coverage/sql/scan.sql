-- Open, keep and close the findings of one slice: of people known to registers, or of people who were ever insured.
-- law    SIL 10, 20, 25, 58, 61; REG 8, 9, 37
-- in     region, month, what (known, insured), first, last, law; unpaid: persons, employers (null: one pays for oneself), first
--        months, counts; at
-- out    what was done (opened, kept, closed), kind or reason, how many
-- who    a person with several records is insured under whichever of them is: the last one speaks for all
-- again  changes nothing: what is wanted is open already, what is not is closed already
WITH elsewhere AS (
    SELECT own.person_id, coalesce(period.before_month, 'infinity') AS before_month
      FROM registry_onepeople AS own
      JOIN registry_onepeople AS other ON other.head_id = own.head_id AND other.person_id <> own.person_id
      JOIN participation_insuredperiod AS period ON period.person_id = other.person_id AND period.insurance LIKE 'pension%%'
       AND period.before_month IS DISTINCT FROM period.from_month
), wanted AS (
    SELECT known_id AS subject, * FROM coverage_missing(%(region)s, %(month)s, %(first)s, %(last)s, %(law)s) AS missing
     WHERE %(what)s = 'known'
       AND NOT EXISTS (SELECT 1 FROM elsewhere WHERE elsewhere.person_id = missing.person_id)
    UNION ALL
    SELECT person_id, * FROM coverage_lapsed(%(region)s, %(month)s, %(first)s, %(last)s, %(law)s) AS lapsed
     WHERE %(what)s = 'insured'
       AND NOT EXISTS (SELECT 1 FROM elsewhere
                        WHERE elsewhere.person_id = lapsed.person_id AND elsewhere.before_month > lapsed.since_month)
    UNION ALL
    SELECT unpaid.person_id, 'interrupted', known.id, unpaid.person_id, unpaid.employer_id, '',
           coalesce(home.code, %(region)s), unpaid.employer_id IS NOT NULL, unpaid.since_month, unpaid.months,
           coverage_weight(unpaid.employer_id IS NOT NULL,
                           person.birth_on <= age.near_by AND person.birth_on > age.reached_by, unpaid.months),
           md5(coalesce(unpaid.employer_id, 0) || ':' || unpaid.since_month)
      FROM unnest(%(persons)s::bigint[], %(employers)s::bigint[], %(since)s::date[], %(counts)s::int[])
           AS unpaid (person_id, employer_id, since_month, months)
      JOIN registry_person AS person
        ON person.id = unpaid.person_id AND person.id BETWEEN %(first)s AND %(last)s AND person.died_on IS NULL
      JOIN jsonb_to_recordset(%(law)s::jsonb -> 'ages') AS age (code text, reached_by date, near_by date)
        ON age.code = person.retirement_group
      LEFT JOIN coverage_known AS known
        ON known.person_id = person.id AND known.person_id BETWEEN %(first)s AND %(last)s
      LEFT JOIN agency_region AS home ON home.code = coalesce(person.residence_id, person.household_id)
       AND starts_with(home.path, %(law)s::jsonb ->> 'path')
     WHERE known.died_on IS NULL
), there AS (
    SELECT finding.id, finding.kind, finding.known_id AS subject, known.pool_id, finding.facts, finding.closed_at,
           finding.closed_because
      FROM coverage_finding AS finding
      JOIN coverage_known AS known ON known.id = finding.known_id AND known.id BETWEEN %(first)s AND %(last)s
     WHERE %(what)s = 'known' AND finding.kind = 'missing' AND finding.known_id BETWEEN %(first)s AND %(last)s
    UNION ALL
    SELECT id, kind, person_id, pool_id, facts, closed_at, closed_because FROM coverage_finding
     WHERE %(what)s = 'insured' AND kind <> 'missing' AND person_id BETWEEN %(first)s AND %(last)s
), ended AS (
    SELECT there.id FROM there
     WHERE there.closed_at IS NULL AND there.pool_id = %(region)s
       AND NOT EXISTS (SELECT 1 FROM wanted WHERE wanted.kind = there.kind AND wanted.subject = there.subject)
), closed AS (
    UPDATE coverage_finding AS finding
       SET closed_in = %(month)s, closed_at = %(at)s, next_on = NULL,
           closed_because = CASE
               WHEN EXISTS (SELECT 1 FROM registry_person WHERE id = finding.person_id AND died_on IS NOT NULL)
                    OR EXISTS (SELECT 1 FROM coverage_known WHERE id = finding.known_id AND died_on IS NOT NULL)
               THEN 'died'
               WHEN finding.kind = 'interrupted' AND finding.employer_id IS NOT NULL THEN 'paid'
               WHEN finding.kind = 'interrupted' AND EXISTS (
                    SELECT 1 FROM participation_insuredperiod AS period
                     WHERE period.person_id = finding.person_id AND period.employer_id IS NULL
                       AND period.insurance LIKE 'pension%%' AND period.from_month <= %(month)s
                       AND (period.before_month IS NULL OR period.before_month > %(month)s)) THEN 'paid'
               WHEN EXISTS (SELECT 1 FROM participation_insuredperiod AS period
                            LEFT JOIN coverage_known AS known ON known.id = finding.known_id
                             WHERE period.person_id = coalesce(finding.person_id, known.person_id)
                               AND period.from_month <= %(month)s
                               AND (period.before_month IS NULL OR period.before_month > %(month)s))
               THEN 'covered' ELSE 'not_owed' END
      FROM ended
     WHERE ended.id = finding.id
    RETURNING finding.closed_because
), kept AS (
    UPDATE coverage_finding AS finding
       SET known_id = wanted.known_id, person_id = wanted.person_id, employer_id = wanted.employer_id,
           credit_code = wanted.credit_code, region_id = wanted.region_id, is_must = wanted.is_must,
           pool_id = %(region)s, since_month = wanted.since_month, months = wanted.months, weight = wanted.weight, facts = wanted.facts,
           seen_in = %(month)s
      FROM there JOIN wanted ON wanted.kind = there.kind AND wanted.subject = there.subject
     WHERE there.id = finding.id AND there.closed_at IS NULL
    RETURNING finding.kind
), opened AS (
    INSERT INTO coverage_finding
           (kind, known_id, person_id, employer_id, credit_code, region_id, pool_id, is_must, since_month, months, weight,
            facts, opened_in, opened_at, seen_in, closed_because, result, version)
    SELECT wanted.kind, wanted.known_id, wanted.person_id, wanted.employer_id, wanted.credit_code, wanted.region_id,
           %(region)s, wanted.is_must, wanted.since_month, wanted.months, wanted.weight, wanted.facts, %(month)s, %(at)s,
           %(month)s, '', '', 0
      FROM wanted
     WHERE NOT EXISTS (
           SELECT 1 FROM there WHERE there.kind = wanted.kind AND there.subject = wanted.subject
              AND (there.closed_at IS NULL OR there.closed_because = 'worked' AND there.facts = wanted.facts))
     ORDER BY wanted.weight DESC, wanted.subject
    RETURNING kind
)
SELECT 'closed', closed_because, count(*) FROM closed GROUP BY 2
UNION ALL
SELECT 'kept', kind, count(*) FROM kept GROUP BY 2
UNION ALL
SELECT 'opened', kind, count(*) FROM opened GROUP BY 2
