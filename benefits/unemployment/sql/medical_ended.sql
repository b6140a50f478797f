-- Months of a person at a place that the unemployment fund paid medical contributions for, whose benefit was ended since, and that did
-- not come back yet.
-- law    SIL 48, 51
-- in     records of the person; region
-- out    rows of (medical month)
SELECT paid.id
  FROM unemployment_medicalmonth AS paid
  JOIN unemployment_medical_undue AS undue ON undue.medical_month_id = paid.id AND undue.ended_from IS NOT NULL
  JOIN unemployment_medicalpayment AS payment ON payment.id = paid.payment_id
  JOIN payments_paymentrun AS its ON its.id = payment.payment_run_id AND its.region_id = %(region)s
 WHERE paid.person_id = ANY(%(persons)s)
   AND NOT EXISTS (SELECT 1 FROM unemployment_returnedmonth AS back WHERE back.month_id = paid.id)
