-- Contribution wages of a person by one employer's declarations as they were charged by the day of the event, added up, and the months
-- they are of. What was told or corrected afterwards does not count: a month not charged by then counts as it was charged first.
-- law    WIR 64; SIL 86 (who declared too little answers for the difference)
-- in     records (of the person), employer, insurance, fund, first (month), before (month), day of the event
-- out    fen, months
WITH standing AS (
    SELECT DISTINCT ON (line.month) line.wage_fen
      FROM assessment_line AS line
      LEFT JOIN assessment_bill AS bill
        ON bill.employer_id = line.employer_id AND bill.month = line.month AND bill.fund = %(fund)s AND bill.version = line.version
       AND (bill.issued_at AT TIME ZONE 'Asia/Shanghai')::date <= %(on)s
     WHERE line.person_id = ANY(%(records)s)
       AND line.employer_id = %(employer)s
       AND line.insurance = %(insurance)s
       AND line.month >= %(first)s
       AND line.month < %(before)s
     ORDER BY line.month, bill.id IS NULL, CASE WHEN bill.id IS NULL THEN line.version ELSE -line.version END
)

SELECT coalesce(sum(standing.wage_fen), 0), count(*)
  FROM standing
 WHERE standing.wage_fen > 0
