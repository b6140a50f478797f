-- Bill employers that did not declare at 110%% of last month, per fund; nobody is credited until it is settled.
-- law    Social Insurance Law art. 62; COLL 10
-- in     region, month, month before, first and last employer, factor in parts per million, slice, issue time, due day
-- out    provisional bills and notices; rows of (employer, total) that were billed
-- again  adds nothing: an employer with a bill for the month is left alone
-- twin   contributions.assessment.rules.arrears.undeclared_amount, per fund, half-up to the fen
-- twin   opening.sql says beforehand how many are billed
WITH last_month AS (
    SELECT bill.employer_id, bill.fund, sum(bill.total_fen)::bigint AS total_fen
      FROM assessment_bill AS bill
      JOIN registry_employer AS employer ON employer.id = bill.employer_id
     WHERE employer.pooling_region_id = %(region)s AND bill.employer_id BETWEEN %(first)s AND %(last)s
       AND bill.month = %(month_before)s AND bill.kind NOT IN ('orders', 'project')
       AND (employer.cancelled_on IS NULL OR employer.cancelled_on >= %(month)s)
       AND EXISTS (SELECT 1 FROM participation_insuredperiod AS period
                    WHERE period.employer_id = bill.employer_id AND period.from_month <= %(month)s
                      AND (period.before_month IS NULL OR period.before_month > %(month)s))
       AND NOT EXISTS (SELECT 1 FROM assessment_bill AS present
                        WHERE present.employer_id = bill.employer_id AND present.month = %(month)s
                          AND present.kind NOT IN ('orders', 'project'))
     GROUP BY bill.employer_id, bill.fund
    HAVING sum(bill.total_fen) > 0
), charged AS (
    SELECT employer_id, fund, assessment_rated(total_fen, %(factor_ppm)s) AS total_fen FROM last_month
), notice AS (
    INSERT INTO assessment_notice (reference, employer_id, month, version, total_fen, issued_at, due_on)
    SELECT assessment_next_reference(), employer_id, %(month)s, 0, sum(total_fen), %(at)s, %(due_on)s
      FROM charged GROUP BY employer_id
    RETURNING id, employer_id, total_fen
), bills AS (
    INSERT INTO assessment_bill
           (employer_id, region_id, month, fund, version, kind, people, lines, employer_fen, employee_fen, account_fen,
            total_fen, notice_id, slice_id, is_provisional, issued_at, due_on, entry_key)
    SELECT charged.employer_id, %(region)s, %(month)s, charged.fund, 0, 'provisional', 0, 0, charged.total_fen, 0, 0,
           charged.total_fen, notice.id, %(slice)s, true, %(at)s, %(due_on)s, ''
      FROM charged JOIN notice USING (employer_id)
)
SELECT employer_id, total_fen FROM notice ORDER BY employer_id
