-- Cut everybody who is registered into ranges of the wanted size.
-- in     people a slice
-- out    first, last, people
SELECT min(id), max(id), count(*)::int
  FROM (SELECT id, (row_number() OVER (ORDER BY id) - 1) / %(size)s AS part FROM registry_person) AS numbered
 GROUP BY part ORDER BY 1
