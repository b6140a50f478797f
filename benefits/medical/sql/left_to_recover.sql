-- What is left to recover of an advance for a third party: fen that left the fund and were not demanded back of the person, less what came
-- back.
-- law    SIL 30; REG 37
-- in     advance (its key)
-- out    fen
SELECT greatest(
       0,
       medical_advance_paid(advance.id)
       - (SELECT coalesce(sum(back.amount_fen), 0) FROM medical_thirdpartyrecovered AS back WHERE back.advance_id = advance.id))
  FROM medical_thirdpartyadvance AS advance
 WHERE advance.id = %(advance)s
