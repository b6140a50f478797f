-- Names wages in force that overlap for one person and employer.
SELECT format('person %s at employer %s: wages from %s overlap', person_id, employer_id, from_month)
  FROM (SELECT person_id, employer_id, from_month, before_month, lead(from_month) OVER same AS next_from
          FROM declarations_contributionwage WHERE superseded_at IS NULL
        WINDOW same AS (PARTITION BY person_id, employer_id ORDER BY from_month)) AS ordered
 WHERE next_from IS NOT NULL AND (before_month IS NULL OR before_month > next_from)
