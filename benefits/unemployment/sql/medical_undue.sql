-- Months paid for of which the benefit was ended since, or did not arrive, of some payment runs; not those that came back.
-- in     payment runs
-- out    rows of (person, month, fen, number of the payment, ended from which month or null), the newest first
SELECT paid.person_id, paid.month, paid.employer_fen + paid.employee_fen + paid.maternity_fen, payment.number, undue.ended_from
  FROM unemployment_medical_undue AS undue
  JOIN unemployment_medicalmonth AS paid ON paid.id = undue.medical_month_id
  JOIN unemployment_medicalpayment AS payment ON payment.id = paid.payment_id
 WHERE payment.payment_run_id = ANY(%(runs)s)
   AND NOT EXISTS (SELECT 1 FROM unemployment_returnedmonth AS back WHERE back.month_id = paid.id)
 ORDER BY paid.month DESC, paid.person_id
