-- Cut the people for whom government owes something into ranges of the wanted size.
-- in     kind, region, last month, range of people, law, people a slice
-- out    first, last, people
SELECT min(person_id), max(person_id), count(*)::int
  FROM (SELECT person_id, (row_number() OVER (ORDER BY person_id) - 1) / %(size)s AS part
          FROM (SELECT DISTINCT person_id
                  FROM selfpay_owed(%(kind)s, %(region)s, %(until)s, %(first)s, %(last)s, %(law)s::jsonb)) AS people) AS numbered
 GROUP BY part ORDER BY 1
