-- Names insured periods of one person and insurance that overlap (work injury: per employer).
SELECT format('person %s: %s of periods %s and %s overlap', person_id, insurance, id, next_id)
  FROM (SELECT id, person_id, insurance, before_month,
               lead(id) OVER same AS next_id, lead(from_month) OVER same AS next_from
          FROM participation_insuredperiod WHERE before_month IS DISTINCT FROM from_month
        WINDOW same AS (PARTITION BY person_id, insurance, CASE insurance WHEN 'injury' THEN employer_id END
                        ORDER BY from_month)) AS ordered
 WHERE next_id IS NOT NULL AND (before_month IS NULL OR before_month > next_from)
