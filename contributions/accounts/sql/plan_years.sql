-- Cut everybody into ranges with about the wanted number of people insured in a region, in order of id.
-- in     region, insurances, people a slice
-- out    first person, last person, people of the region; the ranges cover every id there can be, so that somebody whose
--        only trace in the region is a credit falls into one of them too
WITH insured AS (
    SELECT period.person_id FROM participation_insuredperiod AS period
      JOIN registry_employer AS employer ON employer.id = period.employer_id
     WHERE employer.pooling_region_id = %(region)s AND period.insurance = ANY(%(insurances)s)
     UNION
    SELECT period.person_id FROM participation_insuredperiod AS period
     WHERE period.employer_id IS NULL AND period.region_id = %(region)s AND period.insurance = ANY(%(insurances)s)
), parts AS (
    SELECT part, min(person_id) AS first, count(*)::int AS people
      FROM (SELECT person_id, (row_number() OVER (ORDER BY person_id) - 1) / %(size)s AS part FROM insured) AS numbered
     GROUP BY part
)
SELECT CASE WHEN lag(first) OVER cut IS NULL THEN 0 ELSE first END, coalesce(lead(first) OVER cut - 1, 9223372036854775807), people
  FROM (SELECT part, first, people FROM parts
         UNION ALL
        SELECT 0, 0, 0 WHERE NOT EXISTS (SELECT 1 FROM parts)) AS ranges
WINDOW cut AS (ORDER BY part)
 ORDER BY first
