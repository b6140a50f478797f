-- What a payment of medical contributions is made of, month by month.
-- in     payment
-- out    rows of (month, people, fen of the employer's part, of the employee's, of maternity), the earliest month first
SELECT month, count(*), sum(employer_fen)::bigint, sum(employee_fen)::bigint, sum(maternity_fen)::bigint
  FROM unemployment_medicalmonth WHERE payment_id = %(payment)s
 GROUP BY month ORDER BY month
