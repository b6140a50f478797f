-- People insured with a range of employers of whom no wage was ever declared for the month: they are charged nothing.
-- in     region, month, first and last employer
-- out    how many
SELECT count(DISTINCT (period.person_id, period.employer_id)) -- noqa: CP03,LT01,LT06,ST08
  FROM registry_employer AS employer
  JOIN participation_insuredperiod AS period
    ON period.employer_id = employer.id
   AND period.from_month <= %(month)s AND (period.before_month IS NULL OR period.before_month > %(month)s)
 WHERE employer.pooling_region_id = %(region)s AND employer.id BETWEEN %(first)s AND %(last)s
   AND NOT EXISTS (SELECT 1 FROM declarations_contributionwage AS wage
                    WHERE wage.employer_id = period.employer_id AND wage.person_id = period.person_id
                      AND wage.superseded_at IS NULL AND wage.from_month <= %(month)s
                      AND (wage.before_month IS NULL OR wage.before_month > %(month)s))
