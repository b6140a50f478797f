-- Cut the people whose unpaid bills may lapse into ranges of the wanted size.
-- in     region, day before which it was due, people a slice
-- out    first, last, people
SELECT min(person_id), max(person_id), count(*)::int
  FROM (SELECT person_id, (row_number() OVER (ORDER BY person_id) - 1) / %(size)s AS part
          FROM (SELECT DISTINCT person_id FROM assessment_bill
                 WHERE region_id = %(region)s AND person_id IS NOT NULL AND settled_on IS NULL AND lapsed_on IS NULL
                   AND due_on < %(due_before)s) AS people) AS numbered
 GROUP BY part ORDER BY 1
