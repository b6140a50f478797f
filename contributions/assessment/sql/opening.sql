-- What opening a month will do with a region's employers that have insured people, and how many people pay for themselves,
-- before anybody opens it.
-- in     region, month, month before, whether silence means unchanged
-- out    one row: employers, people; of the employers: billed already (elsewhere, before they moved here), assessed as they
--        declared, assessed at the wages in force, billed provisionally, left to a person; together they are all; at the end
--        the people who pay for themselves
-- again  reads only
-- twin   assess_slice.sql, provisional_slice.sql, leave_to_a_person.sql, in this order, and plan_own_slices.sql; a test opens
--        the month and counts
-- speed  who is insured is read once for the region; the bills and declarations of a month are hashed once
WITH insured AS MATERIALIZED (
    SELECT DISTINCT period.employer_id, period.person_id
      FROM participation_insuredperiod AS period
      JOIN registry_employer AS employer ON employer.id = period.employer_id
     WHERE employer.pooling_region_id = %(region)s
       AND period.from_month <= %(month)s AND (period.before_month IS NULL OR period.before_month > %(month)s)
), staffed AS (
    SELECT insured.employer_id, bool_or(wage.id IS NOT NULL) AS has_wages
      FROM insured
      LEFT JOIN declarations_contributionwage AS wage
        ON wage.employer_id = insured.employer_id AND wage.person_id = insured.person_id AND wage.superseded_at IS NULL
       AND wage.from_month <= %(month)s AND (wage.before_month IS NULL OR wage.before_month > %(month)s)
     GROUP BY insured.employer_id
), asked AS (
    SELECT staffed.has_wages,
           employer.id IN (SELECT employer_id FROM assessment_bill
                            WHERE month = %(month)s AND employer_id IS NOT NULL AND kind NOT IN ('orders', 'project')) AS is_billed,
           employer.id IN (SELECT employer_id FROM declarations_declaration
                            WHERE month = %(month)s AND state = 'filed') AS is_declared,
           (employer.cancelled_on IS NULL OR employer.cancelled_on >= %(month)s)
           AND employer.id IN (SELECT employer_id FROM assessment_bill
                                WHERE month = %(month_before)s AND employer_id IS NOT NULL AND kind NOT IN ('orders', 'project')
                                GROUP BY employer_id, fund HAVING sum(total_fen) > 0) AS is_estimable
      FROM staffed JOIN registry_employer AS employer ON employer.id = staffed.employer_id
), told AS (
    SELECT CASE WHEN is_billed THEN 'billed'
                WHEN has_wages AND is_declared THEN 'declared'
                WHEN has_wages AND %(silence_means_unchanged)s THEN 'unchanged'
                WHEN is_estimable THEN 'provisional'
                ELSE 'by_hand' END AS becomes
      FROM asked
)
SELECT count(*) AS employers, (SELECT count(DISTINCT person_id) FROM insured) AS people,
       count(*) FILTER (WHERE becomes = 'billed') AS billed, count(*) FILTER (WHERE becomes = 'declared') AS declared,
       count(*) FILTER (WHERE becomes = 'unchanged') AS unchanged,
       count(*) FILTER (WHERE becomes = 'provisional') AS provisional,
       count(*) FILTER (WHERE becomes = 'by_hand') AS by_hand,
       (SELECT count(DISTINCT person_id) FROM participation_insuredperiod
         WHERE employer_id IS NULL AND region_id = %(region)s AND from_month <= %(month)s
           AND (before_month IS NULL OR before_month > %(month)s)
           AND category <> 'unemployed' AND (category = 'flexible' OR from_month = %(month)s)) AS by_oneself
  FROM told
