-- What an employer's people earned by its declarations as they were charged by a day: contribution wages added up, and the months of people
-- they are. What was told or corrected afterwards does not count: a month not charged by then counts as it was charged first.
-- law    SIL 56, 86; 女职工劳动保护特别规定 art. 8
-- in     employer, insurance, fund, first (month), before (month), day of the event
-- out    fen, months of people
WITH standing AS (
    SELECT DISTINCT ON (line.person_id, line.month) line.wage_fen
      FROM assessment_line AS line
      LEFT JOIN assessment_bill AS bill
        ON bill.employer_id = line.employer_id AND bill.month = line.month AND bill.fund = %(fund)s AND bill.version = line.version
       AND (bill.issued_at AT TIME ZONE 'Asia/Shanghai')::date <= %(on)s
     WHERE line.employer_id = %(employer)s
       AND line.insurance = %(insurance)s
       AND line.month >= %(first)s
       AND line.month < %(before)s
     ORDER BY line.person_id, line.month, bill.id IS NULL, CASE WHEN bill.id IS NULL THEN line.version ELSE -line.version END
)

SELECT coalesce(sum(standing.wage_fen), 0), count(*)
  FROM standing
