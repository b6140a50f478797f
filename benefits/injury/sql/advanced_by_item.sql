-- What had arrived because of an injury by a time, as banks answered, less what its employer has paid back, by what it is booked as.
-- law    SIL 41; 财办〔2018〕43号 account 5001; REG 40
-- in     injury (its number), advance (its key), by
-- out    rows of (item, fen), the most first
SELECT each.item, sum(each.fen)::bigint AS fen
  FROM (SELECT line.booked_as AS item, line.amount_fen AS fen
          FROM injury_lines(%(injury)s, %(by)s) AS line
         WHERE payments_has_arrived(line.run_id, line.person_id, %(by)s)
         UNION ALL
        SELECT booked.item, -booked.amount_fen
          FROM injury_advancerecovered AS back
          JOIN ledger_posting AS booked ON booked.entry_id = back.entry_id AND booked.side = 'CREDIT'
         WHERE back.advance_id = %(advance)s) AS each
 GROUP BY each.item
HAVING sum(each.fen) > 0
 ORDER BY fen DESC, each.item
