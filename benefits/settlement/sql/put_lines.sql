-- The lines of a settlement, as many as there are in one statement.
-- law    SIL 28
-- in     settlement; lines: [[line, item, rule, on, department, unit_price, quantity, charged, over_limit, excluded, advance, in_scope]]
-- out    none
-- again  refused by the key of the lines
INSERT INTO settlement_line (person_id, month, settlement_id, row, line, item_id, rule_id, "on", department, unit_price, quantity,
       charged_fen, over_limit_fen, excluded_fen, advance_fen, in_scope_fen)
SELECT its.person_id, its.month, its.id, told.row, told.line ->> 0, (told.line ->> 1)::bigint, (told.line ->> 2)::bigint,
       (told.line ->> 3)::date, told.line ->> 4, (told.line ->> 5)::bigint, (told.line ->> 6)::bigint, (told.line ->> 7)::bigint,
       (told.line ->> 8)::bigint, (told.line ->> 9)::bigint, (told.line ->> 10)::bigint, (told.line ->> 11)::bigint
  FROM settlement_settlement AS its
 CROSS JOIN json_array_elements(%(lines)s::json) WITH ORDINALITY AS told (line, row)
 WHERE its.id = %(settlement)s
