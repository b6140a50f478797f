-- What is due from a range of employers and has no tariff, so that it would be charged nothing: which insurance and category.
-- in     region, month, first and last employer; the dry run whose tariffs count, or null: those in force
-- out    up to one row: insurance, category, employer number; none is as it should be
SELECT period.insurance, period.category, employer.number
  FROM registry_employer AS employer
  JOIN participation_insuredperiod AS period
    ON period.employer_id = employer.id
   AND period.from_month <= %(month)s AND (period.before_month IS NULL OR period.before_month > %(month)s)
  LEFT JOIN registry_injuryrate AS injury
    ON injury.employer_id = employer.id AND period.insurance = 'injury'
   AND injury.starts_on <= %(month)s AND (injury.ends_before IS NULL OR injury.ends_before > %(month)s)
  LEFT JOIN assessment_tariff AS tariff
    ON tariff.region_id = %(region)s AND tariff.month = %(month)s
   AND ((%(tried)s::bigint IS NULL AND tariff.is_current) OR tariff.supposed_in_id = %(tried)s)
   AND tariff.insurance = period.insurance AND tariff.category = period.category
   AND tariff.risk_class = coalesce(injury.risk_class, 0) AND tariff.factor = coalesce(injury.factor, 1)
 WHERE employer.pooling_region_id = %(region)s AND employer.id BETWEEN %(first)s AND %(last)s AND tariff.id IS NULL
 ORDER BY employer.id LIMIT 1
