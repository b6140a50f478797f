-- Cut the employers of a region that were assessed in some months into ranges of about the wanted number of person-months.
-- in     region, first month, month after the last, person-months a slice
-- out    first employer, last employer, person-months
SELECT min(id), max(id), sum(people)::int
  FROM (SELECT id, people, (sum(people) OVER (ORDER BY id) - people)::bigint / %(size)s AS part
          FROM (SELECT employer_id AS id, sum(people) AS people
                  FROM (SELECT employer_id, month, max(people) AS people FROM assessment_bill
                         WHERE region_id = %(region)s AND month >= %(first_month)s AND month < %(before_month)s
                           AND employer_id IS NOT NULL AND kind IN ('assessed', 'adjustment')
                         GROUP BY employer_id, month) AS monthly
                 GROUP BY employer_id) AS headcount) AS cut
 GROUP BY part ORDER BY part
