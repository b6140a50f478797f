-- Assess a month for people who pay for themselves: what is due and not yet asked for becomes lines, bills and a notice each.
-- law    Social Insurance Law art. 10, 12, 20, 23, 25; 国办发〔2019〕13号 (60%%–300%%); R8 §4; REG 11 (nothing is overwritten)
-- in     region, month, first and last payer (below zero), slice, issue time, due day of each rhythm and of residents' medical
-- out    one row per insurance with counts and control sums, and one without insurance: insured periods without a tariff (lines)
-- again  adds nothing: without a difference no row is written. What is paid or lapsed stays as it is
-- twin   assessment_amounts computes; contributions.assessment.rules.line through it. Residents owe a year at once, in its
--        first month
-- speed  periods without an employer have an index of their own
WITH insured AS MATERIALIZED (
    SELECT period.person_id, -period.person_id AS payer, period.insurance::text AS insurance, tariff.id AS tariff_id,
           terms.base_fen AS wage_fen, amounts.base_fen, amounts.employer_fen, amounts.supplement_fen,
           amounts.employee_fen, amounts.account_fen,
           CASE WHEN terms.kind = 'medical_resident' THEN %(due_medical_resident)s::date ELSE
           CASE terms.rhythm WHEN 'monthly' THEN %(due_monthly)s::date WHEN 'quarterly' THEN %(due_quarterly)s::date
                             WHEN 'half_yearly' THEN %(due_half_yearly)s::date ELSE %(due_yearly)s::date END END AS due_on
      FROM participation_insuredperiod AS period
      LEFT JOIN participation_ownterms AS terms
        ON terms.person_id = period.person_id AND terms.region_id = period.region_id
       AND terms.kind = CASE WHEN period.category = 'flexible' THEN 'flexible' ELSE period.insurance END
       AND terms.from_month <= %(month)s AND (terms.before_month IS NULL OR terms.before_month > %(month)s)
      LEFT JOIN assessment_tariff AS tariff
        ON tariff.region_id = %(region)s AND tariff.month = %(month)s AND tariff.is_current
       AND tariff.insurance = period.insurance AND tariff.category = period.category
       AND tariff.risk_class = 0 AND tariff.factor = 1
     CROSS JOIN LATERAL assessment_amounts(
            terms.base_fen, tariff.floor_fen, tariff.ceiling_fen, tariff.employer_ppm, tariff.supplement_ppm, tariff.employee_ppm,
            tariff.employee_fixed_fen, tariff.account_ppm) AS amounts
     WHERE period.employer_id IS NULL AND period.region_id = %(region)s
       AND period.person_id BETWEEN -(%(last)s::bigint) AND -(%(first)s::bigint)
       AND period.from_month <= %(month)s AND (period.before_month IS NULL OR period.before_month > %(month)s)
       AND period.category <> 'unemployed' AND (period.category = 'flexible' OR period.from_month = %(month)s)
), charged AS (
    SELECT line.person_id, line.employer_id AS payer, line.insurance::text AS insurance,
           sum(line.employee_fen)::bigint AS employee_fen, sum(line.account_fen)::bigint AS account_fen,
           (array_agg(line.tariff_id ORDER BY line.version DESC))[1] AS tariff_id,
           (array_agg(line.base_fen ORDER BY line.version DESC))[1] AS base_fen
      FROM assessment_line AS line
      JOIN assessment_tariff AS tariff ON tariff.id = line.tariff_id AND tariff.region_id = %(region)s
     WHERE line.employer_id BETWEEN %(first)s AND %(last)s AND line.month = %(month)s
       AND line.person_id BETWEEN -(%(last)s::bigint) AND -(%(first)s::bigint)
     GROUP BY line.person_id, line.employer_id, line.insurance
), known AS (
    SELECT bill.payer, max(bill.version) AS version, min(bill.due_on) AS due_on
      FROM assessment_bill AS bill WHERE bill.payer BETWEEN %(first)s AND %(last)s AND bill.month = %(month)s GROUP BY bill.payer
), billed AS (
    SELECT bill.payer, bill.fund::text AS insurance,
           bool_or(bill.lapsed_on IS NOT NULL)
           OR coalesce(sum(bill.total_fen) FILTER (WHERE bill.settled_on IS NOT NULL), 0) <> 0 AS is_closed
      FROM assessment_bill AS bill WHERE bill.payer BETWEEN %(first)s AND %(last)s AND bill.month = %(month)s
     GROUP BY bill.payer, bill.fund
), difference AS MATERIALIZED (
    SELECT payer, -payer AS person_id, insurance, coalesce(known.version + 1, 0) AS version,
           coalesce(due.tariff_id, charged.tariff_id) AS tariff_id, coalesce(due.wage_fen, 0) AS wage_fen,
           coalesce(due.base_fen, 0) AS base_fen,
           coalesce(due.employee_fen, 0) - coalesce(charged.employee_fen, 0) AS employee_fen,
           coalesce(due.account_fen, 0) - coalesce(charged.account_fen, 0) AS account_fen,
           coalesce(due.due_on, known.due_on) AS due_on, billed.payer IS NOT NULL AS is_billed
      FROM (SELECT * FROM insured WHERE tariff_id IS NOT NULL) AS due
      FULL JOIN charged USING (payer, insurance)
      LEFT JOIN known USING (payer)
      LEFT JOIN billed USING (payer, insurance)
     WHERE NOT coalesce(billed.is_closed, false)
       AND (due.employee_fen, due.account_fen, due.base_fen)
           IS DISTINCT FROM (charged.employee_fen, charged.account_fen, charged.base_fen)
       AND NOT (due.payer IS NULL AND charged.base_fen = 0)
), lines AS (
    INSERT INTO assessment_line
           (person_id, month, insurance, employer_id, version, tariff_id, slice_id, wage_fen, base_fen,
            employer_fen, supplement_fen, employee_fen, account_fen)
    SELECT person_id, %(month)s, insurance, payer, version, tariff_id, %(slice)s, wage_fen, base_fen, 0, 0, employee_fen, account_fen
      FROM difference
), notice AS (
    INSERT INTO assessment_notice (reference, person_id, month, version, total_fen, issued_at, due_on)
    SELECT assessment_next_reference(), difference.person_id, %(month)s, difference.version,
           sum(difference.employee_fen)
           + coalesce((SELECT sum(open.total_fen) FROM assessment_bill AS open
                        WHERE open.payer = difference.payer AND open.month = %(month)s
                          AND open.settled_on IS NULL AND open.lapsed_on IS NULL), 0),
           %(at)s, min(difference.due_on)
      FROM difference GROUP BY difference.payer, difference.person_id, difference.version
    RETURNING id, person_id, due_on
), bills AS (
    INSERT INTO assessment_bill
           (person_id, region_id, month, fund, version, kind, people, lines, employer_fen, employee_fen, account_fen,
            total_fen, notice_id, slice_id, is_provisional, issued_at, due_on, entry_key)
    SELECT difference.person_id, %(region)s, %(month)s, difference.insurance, difference.version,
           CASE WHEN difference.is_billed THEN 'adjustment' ELSE 'assessed' END, 1, 1, 0, difference.employee_fen,
           difference.account_fen, difference.employee_fen, notice.id, %(slice)s, tariff.is_provisional, %(at)s, notice.due_on, ''
      FROM difference
      JOIN notice USING (person_id)
      JOIN assessment_tariff AS tariff ON tariff.id = difference.tariff_id
)
SELECT insurance, count(*) AS lines, count(DISTINCT payer) AS employers, 0::bigint AS employer_fen,
       sum(employee_fen)::bigint AS employee_fen, sum(account_fen)::bigint AS account_fen,
       count(*) FILTER (WHERE base_fen > wage_fen) AS at_floor, count(*) FILTER (WHERE base_fen < wage_fen) AS at_ceiling
  FROM difference GROUP BY insurance
UNION ALL
SELECT '', count(*) FILTER (WHERE tariff_id IS NULL), count(*) FILTER (WHERE wage_fen IS NULL), 0, 0, 0, 0, 0
  FROM insured WHERE tariff_id IS NULL OR wage_fen IS NULL
