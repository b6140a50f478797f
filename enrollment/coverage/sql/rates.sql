-- Count a region's month by place, each place with all below it: who is insured, who should be and is not.
-- law    REG 50 (participation is published); REG 28 (five levels, down to villages)
-- in     region, path, month, at
-- out    how many places
-- again  counts anew and puts the new figures in the place of the old; a place nobody is counted in any more has none
WITH insured AS (
    SELECT coalesce(person.residence_id, person.household_id) AS region_id, count(*) AS people
      FROM (SELECT DISTINCT person_id FROM participation_insuredperiod
             WHERE region_id = %(region)s AND insurance LIKE 'pension%%' AND from_month <= %(month)s
               AND (before_month IS NULL OR before_month > %(month)s)) AS covered
      JOIN registry_person AS person ON person.id = covered.person_id
     GROUP BY 1
), open AS (
    SELECT region_id, count(*) FILTER (WHERE kind = 'missing') AS missing,
           count(*) FILTER (WHERE kind = 'lapsed') AS lapsed, count(*) FILTER (WHERE kind = 'interrupted') AS interrupted,
           count(*) FILTER (WHERE kind <> 'interrupted' AND is_must) AS must
      FROM coverage_finding WHERE pool_id = %(region)s AND closed_at IS NULL
     GROUP BY region_id
), leaf AS (
    SELECT coalesce(insured.region_id, open.region_id) AS region_id, insured.people, open.missing, open.lapsed,
           open.interrupted, open.must
      FROM insured FULL JOIN open ON open.region_id = insured.region_id
), placed AS (
    SELECT CASE WHEN starts_with(place.path, %(path)s) THEN place.path ELSE %(path)s END AS path, leaf.people, leaf.missing,
           leaf.lapsed, leaf.interrupted, leaf.must
      FROM leaf LEFT JOIN agency_region AS place ON place.code = leaf.region_id
), counted AS (
    SELECT above.code, sum(placed.people) AS people, sum(placed.missing) AS missing, sum(placed.lapsed) AS lapsed,
           sum(placed.interrupted) AS interrupted, sum(placed.must) AS must
      FROM placed
     CROSS JOIN LATERAL unnest(string_to_array(trim(TRAILING '/' FROM placed.path), '/')) AS step (code)
      JOIN agency_region AS above ON above.code = step.code AND starts_with(above.path, %(path)s)
     GROUP BY above.code
), gone AS (
    DELETE FROM coverage_rate
     WHERE pool_id = %(region)s AND month = %(month)s AND region_id NOT IN (SELECT code FROM counted)
), written AS (
    INSERT INTO coverage_rate (region_id, month, pool_id, insured, missing, lapsed, interrupted, must, counted_at)
    SELECT code, %(month)s, %(region)s, coalesce(people, 0), coalesce(missing, 0), coalesce(lapsed, 0),
           coalesce(interrupted, 0), coalesce(must, 0), %(at)s
      FROM counted
        ON CONFLICT (pool_id, month, region_id) DO UPDATE
       SET insured = excluded.insured, missing = excluded.missing, lapsed = excluded.lapsed,
           interrupted = excluded.interrupted, must = excluded.must, counted_at = excluded.counted_at
    RETURNING 1
)
SELECT count(*) FROM written
