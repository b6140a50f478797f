-- Employers of a region whose bills of a month and fund are not the sum of their lines.
SELECT employer.number, coalesce(lines.amount_fen, 0) - coalesce(bills.amount_fen, 0)
  FROM (SELECT employer_id, sum(employer_fen + supplement_fen + employee_fen) AS amount_fen FROM assessment_line
         WHERE month = %(month)s
           AND CASE insurance WHEN 'maternity' THEN 'medical_employee' ELSE insurance END = %(fund)s
         GROUP BY employer_id) AS lines
  FULL JOIN (SELECT employer_id, sum(total_fen) AS amount_fen FROM assessment_bill
              WHERE region_id = %(region)s AND month = %(month)s AND fund = %(fund)s AND kind IN ('assessed', 'adjustment')
              GROUP BY employer_id) AS bills USING (employer_id)
  JOIN registry_employer AS employer ON employer.id = employer_id AND employer.pooling_region_id = %(region)s
 WHERE coalesce(lines.amount_fen, 0) <> coalesce(bills.amount_fen, 0) ORDER BY employer.number LIMIT 500
