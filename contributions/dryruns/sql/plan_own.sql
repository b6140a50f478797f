-- Cut the people who pay for themselves in what a dry run touches into ranges of payers (below zero).
-- in     region, month, people a slice, the dry run
-- out    first payer, last payer, people; residents of the month wherever their year began
SELECT min(payer), max(payer), count(*)::int
  FROM (SELECT payer, (row_number() OVER (ORDER BY payer) - 1) / %(size)s AS part
          FROM (SELECT DISTINCT -period.person_id AS payer FROM participation_insuredperiod AS period
                 WHERE period.employer_id IS NULL AND period.category <> 'unemployed' AND period.region_id = %(region)s
                   AND period.from_month <= %(month)s
                   AND (period.before_month IS NULL OR period.before_month > %(month)s)
                   AND period.insurance IN (SELECT tariff.insurance FROM assessment_tariff AS tariff
                                             WHERE tariff.supposed_in_id = %(run)s AND tariff.region_id = %(region)s)
               ) AS insured) AS cut
 GROUP BY part ORDER BY part
