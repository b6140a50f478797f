-- Each payer's lines and bills of a region's month and fund.
-- in     region, month, fund, whether only unequal ones, first row, most rows
-- out    payer's number and name, lines, bills in fen, and how many payers there are in all
SELECT coalesce(employer.number, person.number), coalesce(employer.name, person.name),
       coalesce(lines.amount_fen, 0), coalesce(bills.amount_fen, 0), count(*) OVER ()
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
 WHERE NOT %(unequal)s OR coalesce(lines.amount_fen, 0) <> coalesce(bills.amount_fen, 0)
 ORDER BY coalesce(employer.name_folded, person.name_folded), 1 LIMIT %(most)s OFFSET %(first)s
