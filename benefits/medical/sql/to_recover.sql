-- What is left to recover of an advance for a third party: fen that left the fund and were not demanded back of the person, less what came
-- back; and how much of it has arrived, as banks answered by a time.
-- law    SIL 30; REG 37, 40
-- in     advance (its key), by
-- out    one row of (fen that left, fen that arrived)
SELECT greatest(0, gone.fen - back.fen), greatest(0, medical_advance_arrived(advance.id, %(by)s) - back.fen)
  FROM medical_thirdpartyadvance AS advance
 CROSS JOIN LATERAL (
       SELECT coalesce(sum(line.amount_fen), 0)::bigint AS fen FROM payments_kept_lines(advance.decision_id) AS line
        WHERE payments_has_left(line.run_id, line.person_id)) AS gone
 CROSS JOIN LATERAL (
       SELECT coalesce(sum(repaid.amount_fen), 0)::bigint AS fen FROM medical_thirdpartyrecovered AS repaid
        WHERE repaid.advance_id = advance.id) AS back
 WHERE advance.id = %(advance)s
