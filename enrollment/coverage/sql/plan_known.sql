-- Cut the people whom registers know in a region into ranges of the wanted size.
-- in     region, people a slice
-- out    first, last, people
SELECT min(id), max(id), count(*)::int
  FROM (SELECT id, (row_number() OVER (ORDER BY id) - 1) / %(size)s AS part FROM coverage_known WHERE pool_id = %(region)s)
       AS numbered
 GROUP BY part ORDER BY 1
