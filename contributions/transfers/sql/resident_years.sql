-- What a person paid as a resident themself, year by year, as it stands after corrections.
-- law    人社部发〔2014〕17号 art. 7
-- in     records of a person
-- out    rows of (year, own payment in fen), oldest first
SELECT extract(YEAR FROM line.month)::int, sum(line.employee_fen)::bigint
  FROM assessment_line AS line
  JOIN assessment_bill AS bill
    ON bill.payer = line.employer_id AND bill.month = line.month AND bill.version = line.version
   AND bill.fund = 'pension_resident'
 WHERE line.person_id = ANY(%(persons)s) AND line.insurance = 'pension_resident' AND bill.settled_on IS NOT NULL
 GROUP BY extract(YEAR FROM line.month)
HAVING sum(line.employee_fen) > 0
 ORDER BY extract(YEAR FROM line.month)
