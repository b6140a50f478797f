-- Medical contributions paid for who drew the benefit: of each payment the months add up, as much left the unemployment fund of the region
-- as came to its medical fund, each month had a benefit paid by that run, and whoever is paid for is insured in just these months.
-- law    SIL 48, 64 (separate books); REG 24(2)
-- out    one text per offender
SELECT format('medical payment %s: %s fen told, %s in its months, %s left, %s came', payment.number, payment.total_fen,
              coalesce(inside.fen, 0), coalesce(gone.fen, 0), coalesce(came.fen, 0))
  FROM unemployment_medicalpayment AS payment
  JOIN payments_paymentrun AS its ON its.id = payment.payment_run_id
  LEFT JOIN (SELECT payment_id, count(DISTINCT person_id) AS people, count(*) AS months,
                    sum(employer_fen + employee_fen + maternity_fen) AS fen
               FROM unemployment_medicalmonth GROUP BY payment_id) AS inside ON inside.payment_id = payment.id
  LEFT JOIN (SELECT posting.entry_id, book.region_id, sum(posting.amount_fen) AS fen
               FROM ledger_posting AS posting JOIN ledger_book AS book ON book.id = posting.book_id AND book.fund = 'unemployment'
              WHERE posting.flow = 'medical_for_unemployed' AND posting.account_kind = 'benefits' AND posting.side = 'DEBIT'
              GROUP BY posting.entry_id, book.region_id) AS gone ON gone.entry_id = payment.out_entry_id AND gone.region_id = its.region_id
  LEFT JOIN (SELECT posting.entry_id, book.region_id, sum(posting.amount_fen) AS fen
               FROM ledger_posting AS posting JOIN ledger_book AS book ON book.id = posting.book_id AND book.fund = 'medical_employee'
              WHERE posting.flow = 'medical_by_unemployment_fund' AND posting.account_kind = 'contributions_pooled'
                AND posting.side = 'CREDIT'
              GROUP BY posting.entry_id, book.region_id) AS came ON came.entry_id = payment.in_entry_id AND came.region_id = its.region_id
 WHERE (inside.people, inside.months, inside.fen, gone.fen, came.fen)
       IS DISTINCT FROM (payment.people, payment.months, payment.total_fen, payment.total_fen, payment.total_fen)
 UNION ALL
SELECT format('medical contributions of person %s for %s: no benefit was paid', paid.person_id, paid.month)
  FROM unemployment_medicalmonth AS paid
  JOIN unemployment_medicalpayment AS payment ON payment.id = paid.payment_id
 WHERE NOT EXISTS (
       SELECT 1 FROM payments_line AS line
         JOIN payments_component AS part ON part.id = line.component_id AND part.component = 'unemployment_benefit'
        WHERE line.person_id = paid.person_id AND line.month = paid.month AND line.paid_in = payment.payment_run_id)
 UNION ALL
SELECT format('medical contributions of person %s for %s: the person is not insured', paid.person_id, paid.month)
  FROM unemployment_medicalmonth AS paid
 WHERE NOT EXISTS (
       SELECT 1 FROM participation_insuredperiod AS period
        WHERE period.person_id = paid.person_id AND period.insurance = 'medical_employee' AND period.category = 'unemployed'
          AND period.from_month <= paid.month AND period.before_month > paid.month)
   AND NOT EXISTS (SELECT 1 FROM unemployment_returnedmonth AS back WHERE back.month_id = paid.id)
 UNION ALL
SELECT format('person %s is insured for %s by the unemployment fund, which paid nothing', period.person_id, each.month::date)
  FROM participation_insuredperiod AS period
 CROSS JOIN LATERAL generate_series(period.from_month, period.before_month - interval '1 month', interval '1 month') AS each (month)
  LEFT JOIN unemployment_medicalmonth AS paid ON paid.person_id = period.person_id AND paid.month = each.month::date
  LEFT JOIN unemployment_returnedmonth AS back ON back.month_id = paid.id
 WHERE period.category = 'unemployed' AND (paid.id IS NULL OR back.id IS NOT NULL)
