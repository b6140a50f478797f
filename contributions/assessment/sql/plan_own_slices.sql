-- Cut the people of a region who pay for themselves into ranges of the wanted number of people, as payers (below zero).
-- in     region, month, people a slice
-- out    first payer, last payer, people; residents owe a year in its first month and are not in the others
SELECT min(payer), max(payer), count(*)::int
  FROM (SELECT payer, (row_number() OVER (ORDER BY payer) - 1) / %(size)s AS part
          FROM (SELECT DISTINCT -person_id AS payer FROM participation_insuredperiod
                 WHERE employer_id IS NULL AND region_id = %(region)s AND from_month <= %(month)s
                   AND (before_month IS NULL OR before_month > %(month)s)
                   AND category <> 'unemployed' AND (category = 'flexible' OR from_month = %(month)s)) AS insured) AS cut
 GROUP BY part ORDER BY part
