-- Who of a range of payers would pay more or less themselves, as they stand in a month now.
-- law    REG 49, 51 (names and wages are for those who work with them: the caller has looked)
-- in     region, month, first and last payer, run, bands (the first wage of each), whether residents (amounts a year) or all
--        others (a month) are asked for
-- out    one row per person who differs: person, payer, band, wage or chosen base, what they pay without, by how much that
--        differs
-- again  reads only
-- twin   dryruns_difference computes
SELECT person_id, payer, width_bucket(max(wage_fen), %(bands)s::bigint[]) - 1 AS band, max(wage_fen) AS wage_fen,
       sum(before_employee_fen)::bigint AS before_fen, sum(employee_fen)::bigint AS employee_fen
  FROM dryruns_difference(%(region)s, %(month)s, %(first)s, %(last)s, %(run)s)
 WHERE is_counted AND (insurance IN ('pension_resident', 'medical_resident')) = %(residents)s
 GROUP BY person_id, payer
HAVING sum(employee_fen) <> 0
 ORDER BY abs(sum(employee_fen)) DESC, person_id
