-- Assess a month for the employers of one slice: lines per person and insurance, a notice and bills per employer.
-- law    Social Insurance Law art. 58, 60; 社会保险费申报缴纳管理规定 art. 7 (payment notice)
-- in     region, month, first and last employer, whether silence means unchanged, slice, issue time, due day
-- out    version 0 of lines and bills; one row per insurance with counts and control sums, and one without insurance:
--        insured periods without a tariff (lines), people without a declared wage (employers)
-- again  adds nothing: the version is in the keys, and an employer with a bill for the month is left alone
-- twin   assessment_due computes; tests hold it equal to contributions.assessment.rules.line
-- twin   opening.sql says beforehand how many are assessed
-- speed  everybody insured is read once; lines are summed once, per employer and insurance, and all else reads those sums
WITH employer AS MATERIALIZED (
    SELECT employer.id FROM registry_employer AS employer
     WHERE employer.pooling_region_id = %(region)s AND employer.id BETWEEN %(first)s AND %(last)s
       AND (%(silence_means_unchanged)s
            OR EXISTS (SELECT 1 FROM declarations_declaration AS filed
                        WHERE filed.employer_id = employer.id AND filed.month = %(month)s AND filed.state = 'filed'
                          AND filed.employer_id BETWEEN %(first)s AND %(last)s))
       AND NOT EXISTS (SELECT 1 FROM assessment_bill AS bill
                        WHERE bill.employer_id = employer.id AND bill.month = %(month)s AND bill.kind NOT IN ('orders', 'project')
                          AND bill.employer_id BETWEEN %(first)s AND %(last)s)
), insured AS MATERIALIZED (
    SELECT insured.*, employer.id IS NOT NULL AND insured.wage_fen IS NOT NULL AND insured.tariff_id IS NOT NULL AS is_due
      FROM assessment_insured(%(region)s, %(month)s, %(first)s, %(last)s) AS insured
      LEFT JOIN employer ON employer.id = insured.employer_id
), lines AS (
    INSERT INTO assessment_line
           (person_id, month, insurance, employer_id, version, tariff_id, slice_id, wage_fen, base_fen,
            employer_fen, supplement_fen, employee_fen, account_fen)
    SELECT person_id, %(month)s, insurance, employer_id, 0, tariff_id, %(slice)s, wage_fen, base_fen,
           employer_fen, supplement_fen, employee_fen, account_fen
      FROM insured WHERE is_due
), per_insurance AS MATERIALIZED (
    SELECT employer_id, insurance, tariff_id, count(*) AS lines, sum(employer_fen + supplement_fen)::bigint AS employer_fen,
           sum(employee_fen)::bigint AS employee_fen, sum(account_fen)::bigint AS account_fen,
           count(*) FILTER (WHERE base_fen > wage_fen) AS at_floor,
           count(*) FILTER (WHERE base_fen < wage_fen) AS at_ceiling
      FROM insured WHERE is_due GROUP BY employer_id, insurance, tariff_id
), two_insurances AS (
    SELECT employer_id, 'medical_employee' AS fund, count(DISTINCT person_id) AS people
      FROM insured WHERE is_due AND insurance IN ('medical_employee', 'maternity') GROUP BY employer_id
), per_fund AS (
    SELECT summed.*, coalesce(two_insurances.people, summed.lines) AS people
      FROM (SELECT per_insurance.employer_id,
                   CASE per_insurance.insurance WHEN 'maternity' THEN 'medical_employee'
                                                ELSE per_insurance.insurance END AS fund,
                   sum(per_insurance.lines)::bigint AS lines, sum(per_insurance.employer_fen)::bigint AS employer_fen,
                   sum(per_insurance.employee_fen)::bigint AS employee_fen,
                   sum(per_insurance.account_fen)::bigint AS account_fen, bool_or(tariff.is_provisional) AS is_provisional
              FROM per_insurance JOIN assessment_tariff AS tariff ON tariff.id = per_insurance.tariff_id
             GROUP BY 1, 2) AS summed
      LEFT JOIN two_insurances USING (employer_id, fund)
), notice AS (
    INSERT INTO assessment_notice (reference, employer_id, month, version, total_fen, issued_at, due_on)
    SELECT assessment_next_reference(), employer_id, %(month)s, 0, sum(employer_fen + employee_fen), %(at)s, %(due_on)s
      FROM per_fund GROUP BY employer_id
    RETURNING id, employer_id
), bills AS (
    INSERT INTO assessment_bill
           (employer_id, region_id, month, fund, version, kind, people, lines, employer_fen, employee_fen, account_fen,
            total_fen, notice_id, slice_id, is_provisional, issued_at, due_on, entry_key)
    SELECT per_fund.employer_id, %(region)s, %(month)s, per_fund.fund, 0, 'assessed', per_fund.people, per_fund.lines,
           per_fund.employer_fen, per_fund.employee_fen, per_fund.account_fen,
           per_fund.employer_fen + per_fund.employee_fen, notice.id, %(slice)s, per_fund.is_provisional, %(at)s,
           %(due_on)s, ''
      FROM per_fund JOIN notice USING (employer_id)
)
SELECT insurance, sum(lines)::bigint AS lines, count(DISTINCT employer_id) AS employers,
       sum(employer_fen)::bigint AS employer_fen, sum(employee_fen)::bigint AS employee_fen,
       sum(account_fen)::bigint AS account_fen, sum(at_floor)::bigint AS at_floor, sum(at_ceiling)::bigint AS at_ceiling
  FROM per_insurance GROUP BY insurance
UNION ALL
SELECT '', count(*) FILTER (WHERE tariff_id IS NULL),
       count(DISTINCT row(person_id, employer_id)) FILTER (WHERE wage_fen IS NULL), 0, 0, 0, 0, 0
  FROM insured WHERE tariff_id IS NULL OR wage_fen IS NULL
