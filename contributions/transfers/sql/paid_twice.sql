-- Months of one insurance that a person paid at a pooling region though history tells them too: they would count twice.
-- law    国办发〔2009〕66号 art. 12; REG 11
-- in     person, with all their records; insurance, fund, region
-- out    months, oldest first
WITH own AS (
    SELECT %(person)s::bigint AS person_id
     UNION
    SELECT other.person_id FROM registry_onepeople AS its JOIN registry_onepeople AS other ON other.head_id = its.head_id
     WHERE its.person_id = %(person)s
)
SELECT line.month
  FROM assessment_line AS line
  JOIN assessment_bill AS bill
    ON bill.payer = line.employer_id AND bill.month = line.month AND bill.version = line.version AND bill.fund = %(fund)s
  JOIN history_historymonth AS brought
    ON brought.person_id IN (SELECT person_id FROM own) AND brought.month = line.month AND brought.insurance = line.insurance
 WHERE line.person_id IN (SELECT person_id FROM own) AND line.insurance = %(insurance)s AND bill.settled_on IS NOT NULL
   AND bill.region_id = %(region)s
 GROUP BY line.month
HAVING sum(line.employer_fen + line.employee_fen) <> 0
 ORDER BY line.month
