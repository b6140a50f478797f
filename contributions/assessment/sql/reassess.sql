-- Re-assess a month for a range of employers: differences become new lines, bills and a notice each.
-- law    Social Insurance Law art. 60, 62; REG 11 (corrections are recorded, nothing is overwritten)
-- in     region, month, first and last employer, whether silence means unchanged, whether only those already assessed
--        are asked for, slice, issue time, due day
-- out    the bills written: employer, fund, kind, total; a provisional bill is reversed once the month is really assessed
-- again  adds nothing: without a difference no row is written
-- twin   assessment_difference computes; the re-settlement's dry run reads the same
WITH subject AS MATERIALIZED (
    SELECT * FROM assessment_subjects(%(region)s, %(month)s, %(first)s, %(last)s, %(silence_means_unchanged)s, %(only_assessed)s)
), difference AS MATERIALIZED (
    SELECT * FROM assessment_difference(%(region)s, %(month)s, %(first)s, %(last)s, %(silence_means_unchanged)s, %(only_assessed)s)
), lines AS (
    INSERT INTO assessment_line
           (person_id, month, insurance, employer_id, version, tariff_id, slice_id, wage_fen, base_fen,
            employer_fen, supplement_fen, employee_fen, account_fen)
    SELECT person_id, %(month)s, insurance, employer_id, version, tariff_id, %(slice)s, wage_fen, base_fen,
           employer_fen, supplement_fen, employee_fen, account_fen
      FROM difference
), billed AS (
    SELECT bill.employer_id, bill.fund,
           sum(bill.total_fen) FILTER (WHERE bill.kind IN ('provisional', 'reversal')) AS provisional_fen,
           bool_or(bill.kind IN ('assessed', 'adjustment')) AS is_assessed
      FROM assessment_bill AS bill JOIN subject ON subject.employer_id = bill.employer_id
     WHERE bill.month = %(month)s AND bill.employer_id BETWEEN %(first)s AND %(last)s GROUP BY bill.employer_id, bill.fund
), per_fund AS (
    SELECT difference.employer_id, difference.version,
           CASE difference.insurance WHEN 'maternity' THEN 'medical_employee' ELSE difference.insurance END AS fund,
           count(DISTINCT difference.person_id) AS people, count(*) AS lines,
           sum(difference.employer_fen + difference.supplement_fen)::bigint AS employer_fen,
           sum(difference.employee_fen)::bigint AS employee_fen, sum(difference.account_fen)::bigint AS account_fen,
           bool_or(tariff.is_provisional) AS is_provisional
      FROM difference JOIN assessment_tariff AS tariff ON tariff.id = difference.tariff_id
     GROUP BY 1, 2, 3
), new_bill AS MATERIALIZED (
    SELECT per_fund.employer_id, per_fund.fund, per_fund.version,
           CASE WHEN coalesce(billed.is_assessed, false) THEN 'adjustment' ELSE 'assessed' END AS kind,
           per_fund.people, per_fund.lines, per_fund.employer_fen, per_fund.employee_fen, per_fund.account_fen,
           per_fund.employer_fen + per_fund.employee_fen AS total_fen, per_fund.is_provisional
      FROM per_fund LEFT JOIN billed USING (employer_id, fund)
    UNION ALL
    SELECT billed.employer_id, billed.fund, subject.version + 1, 'reversal', 0, 0, -billed.provisional_fen, 0, 0,
           -billed.provisional_fen, false
      FROM billed JOIN subject USING (employer_id)
     WHERE billed.provisional_fen <> 0
       AND (subject.is_declared OR EXISTS (SELECT 1 FROM difference WHERE difference.employer_id = billed.employer_id))
), notice AS (
    INSERT INTO assessment_notice (reference, employer_id, month, version, total_fen, issued_at, due_on)
    SELECT assessment_next_reference(), subject.employer_id, %(month)s, subject.version,
           sum(new_bill.total_fen)
           + coalesce((SELECT sum(open.total_fen) FROM assessment_bill AS open
                        WHERE open.employer_id = subject.employer_id AND open.month = %(month)s
                          AND open.settled_on IS NULL), 0),
           %(at)s, %(due_on)s
      FROM new_bill JOIN subject USING (employer_id) GROUP BY subject.employer_id, subject.version
    RETURNING id, employer_id
), bills AS (
    INSERT INTO assessment_bill
           (employer_id, region_id, month, fund, version, kind, people, lines, employer_fen, employee_fen, account_fen,
            total_fen, notice_id, slice_id, is_provisional, issued_at, due_on, entry_key)
    SELECT new_bill.employer_id, %(region)s, %(month)s, new_bill.fund, new_bill.version, new_bill.kind, new_bill.people,
           new_bill.lines, new_bill.employer_fen, new_bill.employee_fen, new_bill.account_fen, new_bill.total_fen, notice.id,
           %(slice)s, new_bill.is_provisional, %(at)s, %(due_on)s, ''
      FROM new_bill JOIN notice USING (employer_id)
    RETURNING employer_id, fund, kind, total_fen
)
SELECT employer_id, fund, kind, total_fen FROM bills ORDER BY employer_id, fund, kind
