-- Cut the people who were ever insured in a region into ranges of the wanted size.
-- in     region, people a slice
-- out    first, last, people
SELECT min(person_id), max(person_id), count(*)::int
  FROM (SELECT person_id, (row_number() OVER (ORDER BY person_id) - 1) / %(size)s AS part
          FROM (SELECT DISTINCT person_id FROM participation_insuredperiod
                 WHERE region_id = %(region)s AND insurance LIKE 'pension%%') AS people) AS numbered
 GROUP BY part ORDER BY 1
