-- What a payment run leaves to be paid of medical contributions.
-- in     run
-- out    rows of (month, people), the earliest month first
SELECT month, count(*) FROM unemployment_medical_due WHERE payment_run_id = %(run)s GROUP BY month ORDER BY month
