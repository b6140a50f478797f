-- What employers paid for people's pension at pooling regions: of settled bills, by the day they were paid and the year.
-- law    国办发〔2009〕66号 art. 5: the temporary account records all that employer and person pay
-- in     persons, regions
-- out    rows of (person, region, day paid, year of the month, fen), corrections signed
SELECT line.person_id, bill.region_id, bill.settled_on, extract(YEAR FROM line.month)::int, sum(line.employer_fen)::bigint
  FROM assessment_line AS line
  JOIN assessment_bill AS bill
    ON bill.payer = line.employer_id AND bill.month = line.month AND bill.version = line.version
   AND bill.fund = 'pension_employee'
 WHERE line.person_id = ANY(%(persons)s) AND line.insurance = 'pension_employee' AND bill.settled_on IS NOT NULL
   AND bill.region_id = ANY(%(regions)s)
 GROUP BY line.person_id, bill.region_id, bill.settled_on, extract(YEAR FROM line.month)
HAVING sum(line.employer_fen) <> 0
 ORDER BY bill.settled_on
