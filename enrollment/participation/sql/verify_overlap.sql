-- Names insured periods of one person and insurance that overlap (work injury: per employer), and those of records of one
-- natural person, from the month they were merged in.
SELECT format('person %s: %s of periods %s and %s overlap', person_id, insurance, id, next_id)
  FROM (SELECT id, person_id, insurance, before_month,
               lead(id) OVER same AS next_id, lead(from_month) OVER same AS next_from
          FROM participation_insuredperiod WHERE before_month IS DISTINCT FROM from_month
        WINDOW same AS (PARTITION BY person_id, insurance, CASE insurance WHEN 'injury' THEN employer_id END
                        ORDER BY from_month)) AS ordered
 WHERE next_id IS NOT NULL AND (before_month IS NULL OR before_month > next_from)
UNION ALL
SELECT format('records %s and %s of one person: %s of periods %s and %s overlap', merge.record_id, b.person_id, a.insurance, a.id, b.id)
  FROM registry_merge AS merge
  JOIN registry_onepeople AS other ON other.head_id = merge.into_id AND other.person_id <> merge.record_id
  JOIN participation_insuredperiod AS a ON a.person_id = merge.record_id
  JOIN participation_insuredperiod AS b ON b.person_id = other.person_id AND b.insurance = a.insurance
   AND (a.insurance <> 'injury' OR a.employer_id = b.employer_id)
   AND daterange(a.from_month, a.before_month) * daterange(b.from_month, b.before_month) && daterange(merge.from_month, NULL)
   AND (a.insurance NOT LIKE '%_resident' OR greatest(a.from_month, b.from_month) >= merge.from_month)
 WHERE merge.undone_at IS NULL
