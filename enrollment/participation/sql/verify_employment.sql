-- Names insured periods without an employment that covers their first month.
SELECT format('period %s of person %s has no employment with employer %s', period.id, period.person_id, period.employer_id)
  FROM participation_insuredperiod AS period
 WHERE NOT EXISTS (SELECT 1 FROM participation_employment AS employment
                    WHERE employment.person_id = period.person_id AND employment.employer_id = period.employer_id)
