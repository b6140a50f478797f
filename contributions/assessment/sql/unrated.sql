-- What is due from a range of employers and has no tariff, so that it would be charged nothing: which insurance and category.
-- in     region, month, first and last employer; the dry run whose tariffs count, or null: those in force
-- out    up to one row: insurance, category, employer number; none is as it should be
-- speed  callers let it be joined by hashing only; category and number are asked for the one row that is left
SELECT left_out.insurance,
       (SELECT period.category FROM participation_insuredperiod AS period
         WHERE period.employer_id = left_out.employer_id AND period.person_id = left_out.person_id
           AND period.insurance = left_out.insurance
           AND period.from_month <= %(month)s AND (period.before_month IS NULL OR period.before_month > %(month)s)) AS category,
       (SELECT employer.number FROM registry_employer AS employer WHERE employer.id = left_out.employer_id) AS employer
  FROM (SELECT person_id, employer_id, insurance
          FROM assessment_insured(%(region)s, %(month)s, %(first)s, %(last)s, %(tried)s)
         WHERE tariff_id IS NULL ORDER BY employer_id LIMIT 1) AS left_out
