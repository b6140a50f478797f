-- No more is recovered of an advance than it paid; each sum was signed by two people and is booked once.
-- law    SIL 30; MFS 45; REG 37
-- out    one text per offender
SELECT format('advance %s: %s recovered of %s', advance.number, sum(back.amount_fen), advance.amount_fen)
  FROM medical_thirdpartyadvance AS advance
  JOIN medical_thirdpartyrecovered AS back ON back.advance_id = advance.id
 GROUP BY advance.id
HAVING sum(back.amount_fen) > advance.amount_fen
 UNION ALL
SELECT format('recovery %s: %s', back.id, medical_recovery_wrong(back))
  FROM medical_thirdpartyrecovered AS back WHERE medical_recovery_wrong(back) IS NOT NULL
