-- What people who pay for themselves would be charged nothing for, for want of a tariff or of terms.
-- in     region, month, first and last payer (below zero)
-- out    up to one row: insurance, category, person number; none is as it should be
SELECT period.insurance, period.category, person.number
  FROM participation_insuredperiod AS period
  JOIN registry_person AS person ON person.id = period.person_id
  LEFT JOIN assessment_tariff AS tariff
    ON tariff.region_id = %(region)s AND tariff.month = %(month)s AND tariff.is_current
   AND tariff.insurance = period.insurance AND tariff.category = period.category
   AND tariff.risk_class = 0 AND tariff.factor = 1
 WHERE period.employer_id IS NULL AND period.region_id = %(region)s
   AND period.person_id BETWEEN -(%(last)s::bigint) AND -(%(first)s::bigint)
   AND period.from_month <= %(month)s AND (period.before_month IS NULL OR period.before_month > %(month)s)
   AND period.category <> 'unemployed' AND (period.category = 'flexible' OR period.from_month = %(month)s)
   AND tariff.id IS NULL
 ORDER BY period.person_id LIMIT 1
