-- A pre-settlement of a stay by its number, and the settlement that was made of it.
-- in     number, stay
-- out    at most one row: id, number, until, is_last, lines, shown; number of the settlement
SELECT shown.id, shown.number, shown.until, shown.is_last, shown.lines::json, shown.shown::json, made.number
  FROM settlement_presettlement AS shown
  LEFT JOIN settlement_settlement AS made ON made.shown_id = shown.id AND made.reverses_id IS NULL
 WHERE shown.number = %(number)s AND shown.stay_id = %(stay)s
