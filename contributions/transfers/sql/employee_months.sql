-- Months that count for an employee's pension, in every place and under every record: paid, or told by history, deemed ones too.
-- law    人社部发〔2014〕17号 art. 3, 7; 国办发〔2009〕66号 art. 12
-- in     records of a person
-- out    months, oldest first; each once; and whether it was paid, not deemed
SELECT month, bool_or(is_paid)
  FROM (
    SELECT line.month, true AS is_paid
      FROM assessment_line AS line
      JOIN assessment_bill AS bill
        ON bill.payer = line.employer_id AND bill.month = line.month AND bill.version = line.version
       AND bill.fund = 'pension_employee'
     WHERE line.person_id = ANY(%(persons)s) AND line.insurance = 'pension_employee' AND bill.settled_on IS NOT NULL
     GROUP BY line.month
    HAVING sum(line.employer_fen + line.employee_fen) > 0
     UNION ALL
    SELECT brought.month, brought.kind = 'actual'
      FROM history_historymonth AS brought
     WHERE brought.person_id = ANY(%(persons)s) AND brought.insurance = 'pension_employee') AS counted
 GROUP BY month
 ORDER BY month
