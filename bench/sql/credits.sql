-- A year of credits to everybody's pension account, one a month, in the order in which bills are settled: month by month,
-- employer by employer; and the year before it, whose closing balances the year opens with.
-- in     the year, region, rate of the year before in parts per million
INSERT INTO accounts_credit (person_id, month, account, employer_id, version, amount_fen, bill_id, credited_on)
SELECT wage.person_id, month::date, 'pension_employee', wage.employer_id, 0, least(wage.wage_fen, 3600000) * 8 / 100,
       wage.employer_id, month::date + 25
  FROM generate_series(make_date(%(year)s, 1, 1), make_date(%(year)s, 12, 1), INTERVAL '1 month') AS month
 CROSS JOIN declarations_contributionwage AS wage
 ORDER BY month, wage.employer_id, wage.person_id;

INSERT INTO accounts_interest (person_id, month, account, region_id, version, opening_fen, credited_fen, products_fen,
                               rate_ppm, interest_fen, amount_fen, closing_fen, slice_id, credited_on)
SELECT person_id, make_date(%(year)s - 1, 12, 1), 'pension_employee', %(region)s, 0, opening_fen, 0, 0, %(rate_ppm)s,
       interest_fen, interest_fen, opening_fen + interest_fen, 0, make_date(%(year)s, 7, 1)
  FROM (SELECT person_id, wage_fen * 10 AS opening_fen, accounts_interest_on(wage_fen * 10, 0, %(rate_ppm)s) AS interest_fen
          FROM declarations_contributionwage) AS year
 ORDER BY person_id;
