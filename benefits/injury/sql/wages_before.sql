-- Contribution wages of a person by one employer's declarations, added up, and the months they are of.
-- law    WIR 64
-- in     records (of the person), employer, insurance, first (month), before (month)
-- out    fen, months
WITH standing AS (
    SELECT DISTINCT ON (line.month) line.wage_fen
      FROM assessment_line AS line
     WHERE line.person_id = ANY(%(records)s)
       AND line.employer_id = %(employer)s
       AND line.insurance = %(insurance)s
       AND line.month >= %(first)s
       AND line.month < %(before)s
     ORDER BY line.month, line.version DESC
)

SELECT coalesce(sum(standing.wage_fen), 0), count(*)
  FROM standing
 WHERE standing.wage_fen > 0
