-- Names insured periods with months that no employment with their employer covers.
SELECT format('period %s of person %s has no employment with employer %s', period.id, period.person_id, period.employer_id)
  FROM participation_insuredperiod AS period
 WHERE period.employer_id IS NOT NULL AND period.before_month IS DISTINCT FROM period.from_month
   AND NOT EXISTS (
    SELECT 1 FROM participation_employment AS employment
     WHERE employment.person_id = period.person_id AND employment.employer_id = period.employer_id
       AND date_trunc('month', employment.starts_on) <= period.from_month
       AND (employment.ends_before IS NULL
            OR period.before_month <= date_trunc('month', employment.ends_before - 1) + interval '1 month'))
