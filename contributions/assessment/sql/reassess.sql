-- Re-assess one employer's month as signed differences against all versions so far: new lines, bills and a notice.
-- law    Social Insurance Law art. 60, 62; REG 11 (corrections are recorded, nothing is overwritten)
-- in     region, employer, month, new version, issue time, due day, whether to reverse a provisional bill
-- out    the bills written: fund, kind, total
-- again  adds nothing: without a difference no row is written
-- twin   assessment_due computes; the difference is this statement's
WITH due AS MATERIALIZED (
    SELECT * FROM assessment_due(%(region)s, %(month)s, %(employer)s, %(employer)s)
), charged AS (
    SELECT person_id, insurance, max(wage_fen) AS wage_fen, sum(employer_fen) AS employer_fen,
           sum(supplement_fen) AS supplement_fen, sum(employee_fen) AS employee_fen, sum(account_fen) AS account_fen,
           (array_agg(tariff_id ORDER BY version DESC))[1] AS tariff_id,
           (array_agg(base_fen ORDER BY version DESC))[1] AS base_fen,
           (array_agg(wage_fen ORDER BY version DESC))[1] AS last_wage_fen
      FROM assessment_line WHERE employer_id = %(employer)s AND month = %(month)s
     GROUP BY person_id, insurance
), difference AS MATERIALIZED (
    SELECT coalesce(due.person_id, charged.person_id) AS person_id, coalesce(due.insurance, charged.insurance) AS insurance,
           coalesce(due.tariff_id, charged.tariff_id) AS tariff_id,
           coalesce(due.wage_fen, 0) AS wage_fen, coalesce(due.base_fen, 0) AS base_fen,
           coalesce(due.employer_fen, 0) - coalesce(charged.employer_fen, 0) AS employer_fen,
           coalesce(due.supplement_fen, 0) - coalesce(charged.supplement_fen, 0) AS supplement_fen,
           coalesce(due.employee_fen, 0) - coalesce(charged.employee_fen, 0) AS employee_fen,
           coalesce(due.account_fen, 0) - coalesce(charged.account_fen, 0) AS account_fen
      FROM due FULL JOIN charged USING (person_id, insurance)
     WHERE (due.employer_fen, due.supplement_fen, due.employee_fen, due.account_fen, due.base_fen)
           IS DISTINCT FROM
           (charged.employer_fen, charged.supplement_fen, charged.employee_fen, charged.account_fen, charged.base_fen)
       AND NOT (due.person_id IS NULL AND charged.base_fen = 0)
), lines AS (
    INSERT INTO assessment_line
           (person_id, month, insurance, employer_id, version, tariff_id, slice_id, wage_fen, base_fen,
            employer_fen, supplement_fen, employee_fen, account_fen)
    SELECT person_id, %(month)s, insurance, %(employer)s, %(version)s, tariff_id, %(slice)s, wage_fen, base_fen,
           employer_fen, supplement_fen, employee_fen, account_fen
      FROM difference
), billed AS (
    SELECT fund, sum(total_fen) FILTER (WHERE kind IN ('provisional', 'reversal')) AS provisional_fen,
           bool_or(kind IN ('assessed', 'adjustment')) AS is_assessed
      FROM assessment_bill WHERE employer_id = %(employer)s AND month = %(month)s GROUP BY fund
), per_fund AS (
    SELECT CASE difference.insurance WHEN 'maternity' THEN 'medical_employee' ELSE difference.insurance END AS fund,
           count(DISTINCT person_id) AS people, count(*) AS lines, sum(difference.employer_fen + supplement_fen) AS employer_fen,
           sum(difference.employee_fen) AS employee_fen, sum(difference.account_fen) AS account_fen,
           bool_or(tariff.is_provisional) AS is_provisional
      FROM difference JOIN assessment_tariff AS tariff ON tariff.id = difference.tariff_id
     GROUP BY 1
), new_bill AS MATERIALIZED (
    SELECT per_fund.fund, %(version)s AS version,
           CASE WHEN coalesce(billed.is_assessed, false) THEN 'adjustment' ELSE 'assessed' END AS kind,
           people, lines, employer_fen, employee_fen, account_fen, employer_fen + employee_fen AS total_fen, is_provisional
      FROM per_fund LEFT JOIN billed USING (fund)
    UNION ALL
    SELECT fund, %(version)s + 1, 'reversal', 0, 0, -provisional_fen, 0, 0, -provisional_fen, false
      FROM billed WHERE provisional_fen <> 0
), notice AS (
    INSERT INTO assessment_notice (reference, employer_id, month, version, total_fen, issued_at, due_on)
    SELECT assessment_next_reference(), %(employer)s, %(month)s, %(version)s,
           sum(total_fen) + coalesce((SELECT sum(open.total_fen) FROM assessment_bill AS open
                                       WHERE open.employer_id = %(employer)s AND open.month = %(month)s
                                         AND open.settled_on IS NULL), 0),
           %(at)s, %(due_on)s
      FROM new_bill HAVING count(*) > 0
    RETURNING id
), bills AS (
    INSERT INTO assessment_bill
           (employer_id, region_id, month, fund, version, kind, people, lines, employer_fen, employee_fen, account_fen,
            total_fen, notice_id, slice_id, is_provisional, issued_at, due_on, entry_key)
    SELECT %(employer)s, %(region)s, %(month)s, fund, version, kind, people, lines, employer_fen, employee_fen,
           account_fen, total_fen, notice.id, %(slice)s, is_provisional, %(at)s, %(due_on)s, ''
      FROM new_bill CROSS JOIN notice
    RETURNING fund, kind, total_fen
)
SELECT fund, kind, total_fen FROM bills ORDER BY fund, kind
