-- One person's forty years at one employer: five lines a month, two credits, and the employer's bills, paid.
-- in     person, employer, region, first month, last month
INSERT INTO assessment_bill
       (employer_id, region_id, month, fund, version, kind, people, lines, employer_fen, employee_fen, account_fen, total_fen,
        is_provisional, issued_at, due_on, settled_on, entry_key)
SELECT %(employer)s, %(region)s, month::date, fund, 0, 'assessed', 1, 1, 160000, 80000, 80000, 240000, false, month, month::date + 24,
       month::date + 20, ''
  FROM generate_series(%(first)s::date, %(last)s::date, INTERVAL '1 month') AS month
 CROSS JOIN unnest(ARRAY['pension_employee', 'medical_employee', 'unemployment', 'injury']) AS fund;

INSERT INTO assessment_line
       (person_id, month, insurance, employer_id, version, tariff_id, wage_fen, base_fen, employer_fen, supplement_fen,
        employee_fen, account_fen)
SELECT %(person)s, month::date, insurance, %(employer)s, 0, 1, 1000000, 1000000, 160000, 0, 80000, 80000
  FROM generate_series(%(first)s::date, %(last)s::date, INTERVAL '1 month') AS month
 CROSS JOIN unnest(ARRAY['pension_employee', 'medical_employee', 'unemployment', 'injury', 'maternity']) AS insurance;

INSERT INTO accounts_credit (person_id, month, account, employer_id, version, amount_fen, bill_id, credited_on)
SELECT %(person)s, month::date, account, %(employer)s, 0, 80000, 0, month::date + 20
  FROM generate_series(%(first)s::date, %(last)s::date, INTERVAL '1 month') AS month
 CROSS JOIN unnest(ARRAY['pension_employee', 'medical_employee']) AS account;

UPDATE participation_insuredperiod SET from_month = %(first)s WHERE person_id = %(person)s;
UPDATE participation_employment SET starts_on = %(first)s WHERE person_id = %(person)s;
