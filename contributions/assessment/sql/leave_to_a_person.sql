-- Note the employers of a slice that have insured people and no bill: nothing was declared, nothing can be estimated.
-- law    Social Insurance Law art. 62; COLL 10
-- in     region, month, first and last employer, run, time
-- out    one row per employer that waits for a person, new or known
-- again  adds nothing: an employer and month is noted once
-- twin   opening.sql says beforehand how many are left to a person
WITH unbilled AS MATERIALIZED (
    SELECT employer.id
      FROM registry_employer AS employer
      LEFT JOIN assessment_bill AS bill
        ON bill.employer_id = employer.id AND bill.month = %(month)s AND bill.kind NOT IN ('orders', 'project')
       AND bill.employer_id BETWEEN %(first)s AND %(last)s
     WHERE employer.pooling_region_id = %(region)s AND employer.id BETWEEN %(first)s AND %(last)s AND bill.id IS NULL
), waiting AS (
    SELECT period.employer_id, count(DISTINCT period.person_id) AS people
      FROM unbilled JOIN participation_insuredperiod AS period ON period.employer_id = unbilled.id
     WHERE period.from_month <= %(month)s AND (period.before_month IS NULL OR period.before_month > %(month)s)
     GROUP BY period.employer_id
), noted AS (
    INSERT INTO assessment_handassessment (employer_id, month, run_id, people, noticed_at, reason)
    SELECT employer_id, %(month)s, %(run)s, people, %(at)s, '' FROM waiting ORDER BY employer_id
    ON CONFLICT (employer_id, month) DO NOTHING
)
SELECT employer_id FROM waiting
