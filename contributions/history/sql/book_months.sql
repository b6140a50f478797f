-- Book the months of a range of people of an approved history file: each month paid or deemed paid counts once.
-- law    REG 11; T66 12 (deemed years count); SIL 19 (years add up)
-- in     file, range of subjects
-- out    months; one row: people, months paid, sum of their bases, months deemed
-- again  refused: a month of a person and insurance counts once
WITH written AS (
    INSERT INTO history_historymonth (person_id, month, insurance, kind, base_fen, row_id, file_id)
    SELECT row.person_id, month::date, row.insurance, CASE row.record WHEN 'deemed' THEN 'deemed' ELSE 'actual' END,
           row.base_fen, row.id, row.file_id
      FROM history_historyrow AS row
     CROSS JOIN generate_series(row.from_month::timestamp, row.before_month::timestamp - interval '1 day', interval '1 month') AS month
     WHERE row.file_id = %(file)s AND row.subject BETWEEN %(first)s AND %(last)s AND row.record IN ('months', 'deemed')
    RETURNING kind, base_fen
)
SELECT (SELECT count(DISTINCT subject) FROM history_historyrow
         WHERE file_id = %(file)s AND subject BETWEEN %(first)s AND %(last)s),
       count(*) FILTER (WHERE kind = 'actual'), coalesce(sum(base_fen), 0)::bigint, count(*) FILTER (WHERE kind = 'deemed')
  FROM written
