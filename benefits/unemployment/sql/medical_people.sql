-- For how many people a payment run leaves medical contributions to pay.
-- in     run
-- out    one row of (people)
SELECT count(DISTINCT person_id) FROM unemployment_medical_due WHERE payment_run_id = %(run)s
