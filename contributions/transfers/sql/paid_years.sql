-- What a person paid in one insurance, year by year at each pooling region: of each month the base of the newest settled bill,
-- through an employer or by themself; and the months of before that a region's history tells. What another region certified
-- was paid to that region: it is this one's only where all the money of its letter came along, balances and pooled part; of
-- a letter whose money came in part, or not at all, no month is.
-- law    国办发〔2009〕66号 art. 4 (wages contributions were actually paid on), 12
-- in     records of a person, insurance, fund; the share of the pooled fund that moves, the first month whose wages count
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
), brought AS MATERIALIZED (
    SELECT file.id AS file_id, file.kind, file.region_id, file.line, file.place_id, file.letter, told.month, told.base_fen
      FROM history_historymonth AS told JOIN history_historyfile AS file ON file.id = told.file_id
     WHERE told.person_id = ANY(%(persons)s) AND told.insurance = %(insurance)s AND told.kind = 'actual'
), whole AS MATERIALIZED (
    SELECT letter.file_id
      FROM (SELECT DISTINCT file_id, region_id, line, place_id, letter FROM brought WHERE kind <> 'legacy') AS letter
     WHERE history_money_is_whole(letter.region_id, letter.line, letter.place_id, letter.letter, %(share)s, %(since)s)
), paid AS (
    SELECT region_id, month, sum(base_fen) AS base_fen,
           CASE WHEN %(insurance)s = 'pension_resident' THEN 12 ELSE 1 END AS months
      FROM newest
     GROUP BY region_id, month
    HAVING sum(base_fen) > 0
     UNION ALL
    SELECT region_id, month, base_fen, 1 FROM brought WHERE kind = 'legacy' OR file_id IN (SELECT file_id FROM whole)
)
SELECT region_id, extract(YEAR FROM month)::int, least(sum(months), 12)::int, sum(base_fen)::bigint, max(month)
  FROM (SELECT region_id, month, sum(base_fen) AS base_fen, max(months) AS months FROM paid GROUP BY region_id, month) AS once
 GROUP BY region_id, extract(YEAR FROM month)
 ORDER BY region_id, extract(YEAR FROM month)
