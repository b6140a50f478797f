-- Months of one insurance that a person paid at a pooling region though history tells them too: they would count twice.
-- law    国办发〔2009〕66号 art. 12; REG 11
-- in     person, insurance, fund, region
-- out    months, oldest first
SELECT line.month
  FROM assessment_line AS line
  JOIN assessment_bill AS bill
    ON bill.payer = line.employer_id AND bill.month = line.month AND bill.version = line.version AND bill.fund = %(fund)s
  JOIN history_historymonth AS brought
    ON brought.person_id = line.person_id AND brought.month = line.month AND brought.insurance = line.insurance
 WHERE line.person_id = %(person)s AND line.insurance = %(insurance)s AND bill.settled_on IS NOT NULL
   AND bill.region_id = %(region)s
 GROUP BY line.month
HAVING sum(line.employer_fen + line.employee_fen) <> 0
 ORDER BY line.month
