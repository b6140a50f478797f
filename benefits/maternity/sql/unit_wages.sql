-- What an employer's people earned by its declarations: contribution wages added up, and the months of people they are.
-- law    SIL 56; 女职工劳动保护特别规定 art. 8
-- in     employer, insurance, first (month), before (month)
-- out    fen, months of people
WITH standing AS (
    SELECT DISTINCT ON (line.person_id, line.month) line.wage_fen
      FROM assessment_line AS line
     WHERE line.employer_id = %(employer)s
       AND line.insurance = %(insurance)s
       AND line.month >= %(first)s
       AND line.month < %(before)s
     ORDER BY line.person_id, line.month, line.version DESC
)

SELECT coalesce(sum(standing.wage_fen), 0), count(*)
  FROM standing
