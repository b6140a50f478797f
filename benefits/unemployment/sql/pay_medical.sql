-- The medical contributions of the months a payment run paid the benefit for: a row for each person and month, and the stretches of
-- months in which each is insured by that.
-- law    SIL 48; REG 24(2)
-- in     run, medical payment, amounts: an array of {month, base_fen, employer_fen, employee_fen, maternity_fen}
-- out    one row of (people, months, fen; of each stretch the person, the first month, the one after the last)
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
)
SELECT (SELECT count(DISTINCT person_id) FROM paid), (SELECT count(*) FROM paid), (SELECT coalesce(sum(fen), 0)::bigint FROM paid),
       array_agg(person_id), array_agg(first), array_agg(before)
  FROM spans
