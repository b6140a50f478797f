-- Payers of a region whose bills of a month and fund are not the sum of their lines.
SELECT coalesce(employer.number, person.number), coalesce(lines.amount_fen, 0) - coalesce(bills.amount_fen, 0)
  FROM (SELECT line.employer_id AS payer, sum(line.employer_fen + line.supplement_fen + line.employee_fen) AS amount_fen
          FROM assessment_line AS line
          JOIN assessment_tariff AS tariff ON tariff.id = line.tariff_id AND tariff.region_id = %(region)s
         WHERE line.month = %(month)s
           AND CASE line.insurance WHEN 'maternity' THEN 'medical_employee' ELSE line.insurance END = %(fund)s
         GROUP BY line.employer_id) AS lines
  FULL JOIN (SELECT payer, sum(total_fen) AS amount_fen FROM assessment_bill
              WHERE region_id = %(region)s AND month = %(month)s AND fund = %(fund)s AND kind IN ('assessed', 'adjustment')
              GROUP BY payer) AS bills USING (payer)
  LEFT JOIN registry_employer AS employer ON employer.id = payer
  LEFT JOIN registry_person AS person ON person.id = -payer
 WHERE coalesce(lines.amount_fen, 0) <> coalesce(bills.amount_fen, 0) ORDER BY 1 LIMIT 500
