-- The lines of a settlement, each with the other sign.
-- law    SIL 28
-- in     person, month, settlement; back, back_month: what takes it back
-- out    none
-- again  refused by the key of the lines
INSERT INTO settlement_line (person_id, month, settlement_id, row, line, item_id, rule_id, "on", department, unit_price, quantity,
       charged_fen, over_limit_fen, excluded_fen, advance_fen, in_scope_fen)
SELECT person_id, %(back_month)s, %(back)s, row, line, item_id, rule_id, "on", department, unit_price, -quantity,
       -charged_fen, -over_limit_fen, -excluded_fen, -advance_fen, -in_scope_fen
  FROM settlement_line
 WHERE person_id = %(person)s AND month = %(month)s AND settlement_id = %(settlement)s
