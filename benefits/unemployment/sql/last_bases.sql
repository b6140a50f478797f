-- What unemployment insurance was paid on in the last months before a spell, the newest first: the base of each month paid.
-- law    广东省失业保险条例 art. 20 (average base of the twelve months before)
-- in     records of a person, region, month before which, how many months
-- out    rows of (month, fen)
SELECT line.month, sum(newest.base_fen)::bigint
  FROM (SELECT DISTINCT line.month, line.employer_id, line.person_id
          FROM assessment_line AS line
          JOIN assessment_bill AS bill
            ON bill.payer = line.employer_id AND bill.month = line.month AND bill.version = line.version
           AND bill.fund = 'unemployment' AND bill.region_id = %(region)s
         WHERE line.person_id = ANY(%(persons)s) AND line.insurance = 'unemployment' AND bill.settled_on IS NOT NULL
           AND line.month < %(before)s) AS line
 CROSS JOIN LATERAL (
       SELECT base_fen FROM assessment_line AS own
        WHERE own.person_id = line.person_id AND own.month = line.month AND own.employer_id = line.employer_id
          AND own.insurance = 'unemployment' ORDER BY own.version DESC LIMIT 1) AS newest
 WHERE newest.base_fen > 0
 GROUP BY line.month
 ORDER BY line.month DESC
 LIMIT %(most)s
