-- Cut a region's employers with insured people into ranges of about the wanted number of people, in order of id.
-- in     region, month, people a slice
-- out    first employer, last employer, people; a larger employer ends its slice
-- speed  an employer's people are those in the insurance that covers most of them (work injury covers everybody): to
--        count heads across insurances costs three times as much
SELECT min(id), max(id), sum(people)::int
  FROM (SELECT id, people, (sum(people) OVER (ORDER BY id) - people)::bigint / %(size)s AS part
          FROM (SELECT id, max(people) AS people
                  FROM (SELECT period.employer_id AS id, count(*) AS people
                          FROM participation_insuredperiod AS period
                          JOIN registry_employer AS employer ON employer.id = period.employer_id
                         WHERE employer.pooling_region_id = %(region)s AND period.from_month <= %(month)s
                           AND (period.before_month IS NULL OR period.before_month > %(month)s)
                         GROUP BY period.employer_id, period.insurance) AS insured
                 GROUP BY id) AS headcount) AS cut
 GROUP BY part ORDER BY part
