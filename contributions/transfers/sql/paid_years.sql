-- What a person paid in one insurance, year by year at each pooling region: of each month the base of the newest settled bill,
-- through an employer or by themself; and the months of before that a region's history tells. What another region certified
-- was paid to that region: it is this one's only where its money came along.
-- law    国办发〔2009〕66号 art. 4 (wages contributions were actually paid on), 12
-- in     records of a person, insurance, fund
-- note   a resident pays a year at once, in its first month: it counts for twelve (国发〔2014〕8号 §4)
-- out    rows of (region, year, months with a base, sum of bases in fen, last month paid); a month of two records is one
WITH newest AS (
    SELECT DISTINCT ON (line.person_id, line.month, line.employer_id) bill.region_id, line.month, line.base_fen
      FROM assessment_line AS line
      JOIN assessment_bill AS bill
        ON bill.payer = line.employer_id AND bill.month = line.month AND bill.version = line.version
       AND bill.fund = %(fund)s
     WHERE line.person_id = ANY(%(persons)s) AND line.insurance = %(insurance)s AND bill.settled_on IS NOT NULL
     ORDER BY line.person_id, line.month, line.employer_id, line.version DESC
), paid AS (
    SELECT region_id, month, sum(base_fen) AS base_fen,
           CASE WHEN %(insurance)s = 'pension_resident' THEN 12 ELSE 1 END AS months
      FROM newest
     GROUP BY region_id, month
    HAVING sum(base_fen) > 0
     UNION ALL
    SELECT file.region_id, brought.month, brought.base_fen, 1
      FROM history_historymonth AS brought JOIN history_historyfile AS file ON file.id = brought.file_id
     WHERE brought.person_id = ANY(%(persons)s) AND brought.insurance = %(insurance)s AND brought.kind = 'actual'
       AND (file.kind = 'legacy' OR history_money_arrived(file.region_id, file.line, file.place_id, file.letter) > 0)
)
SELECT region_id, extract(YEAR FROM month)::int, least(sum(months), 12)::int, sum(base_fen)::bigint, max(month)
  FROM (SELECT region_id, month, sum(base_fen) AS base_fen, max(months) AS months FROM paid GROUP BY region_id, month) AS once
 GROUP BY region_id, extract(YEAR FROM month)
 ORDER BY region_id, extract(YEAR FROM month)
