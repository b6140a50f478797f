-- Months for which unemployment insurance was paid, one row a place and month: of each month the newest settled bill; and
-- months of before that a region's own history tells. What another region certified counts there, until it is transferred.
-- law    SIL 45(1), 46 (time paid and not drawn on), 52 (it goes along and adds up)
-- in     records of a person
-- out    rows of (region, month)
SELECT DISTINCT bill.region_id, line.month
  FROM assessment_line AS line
  JOIN assessment_bill AS bill
    ON bill.payer = line.employer_id AND bill.month = line.month AND bill.version = line.version AND bill.fund = 'unemployment'
 WHERE line.person_id = ANY(%(persons)s) AND line.insurance = 'unemployment' AND line.base_fen > 0 AND bill.settled_on IS NOT NULL
   AND NOT EXISTS (
       SELECT 1 FROM assessment_line AS newer
        WHERE newer.person_id = line.person_id AND newer.month = line.month AND newer.insurance = line.insurance
          AND newer.employer_id = line.employer_id AND newer.version > line.version AND newer.base_fen = 0)
 UNION
SELECT file.region_id, brought.month
  FROM history_historymonth AS brought
  JOIN history_historyfile AS file ON file.id = brought.file_id
 WHERE brought.person_id = ANY(%(persons)s) AND brought.insurance = 'unemployment' AND brought.kind = 'actual'
   AND file.kind = 'legacy'
 ORDER BY 1, 2
