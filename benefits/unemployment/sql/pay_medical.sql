-- The medical contributions of the months a payment run paid the benefit for: a row for each person and month, and the person is
-- insured in it: the insured period is as long as the months paid.
-- law    SIL 48; REG 24(2)
-- in     run, medical payment, region, amounts: an array of {month, base_fen, employer_fen, employee_fen, maternity_fen}
-- out    one row of (people, months, fen)
-- again  adds nothing: a month is paid once for a person (its key)
WITH amounts AS (
    SELECT told.* FROM jsonb_to_recordset(%(amounts)s::jsonb)
                    AS told (month date, base_fen bigint, employer_fen bigint, employee_fen bigint, maternity_fen bigint)
), paid AS (
    INSERT INTO unemployment_medicalmonth (payment_id, person_id, month, base_fen, employer_fen, employee_fen, maternity_fen)
    SELECT %(payment)s, due.person_id, due.month, amounts.base_fen, amounts.employer_fen, amounts.employee_fen, amounts.maternity_fen
      FROM unemployment_medical_due AS due JOIN amounts ON amounts.month = due.month
     WHERE due.payment_run_id = %(run)s
    RETURNING person_id, month, employer_fen + employee_fen + maternity_fen AS fen
), spans AS (
    SELECT person_id, min(month) AS first, (max(month) + interval '1 month')::date AS before
      FROM (SELECT person_id, month,
                   date_part('year', month)::int * 12 + date_part('month', month)::int
                   - row_number() OVER (PARTITION BY person_id ORDER BY month) AS island
              FROM paid) AS numbered
     GROUP BY person_id, island
), longer AS (
    UPDATE participation_insuredperiod AS period SET before_month = spans.before
      FROM spans
     WHERE period.person_id = spans.person_id AND period.insurance = 'medical_employee' AND period.category = 'unemployed'
       AND period.region_id = %(region)s AND period.before_month = spans.first AND period.from_month < period.before_month
    RETURNING period.person_id, spans.first
), begun AS (
    INSERT INTO participation_insuredperiod (person_id, insurance, region_id, category, from_month, before_month, ended_because)
    SELECT person_id, 'medical_employee', %(region)s, 'unemployed', first, before, 'stopped'
      FROM spans
     WHERE NOT EXISTS (SELECT 1 FROM longer WHERE longer.person_id = spans.person_id AND longer.first = spans.first)
)
SELECT count(DISTINCT person_id), count(*), coalesce(sum(fen), 0)::bigint FROM paid
