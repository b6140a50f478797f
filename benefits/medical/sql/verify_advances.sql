-- No more is recovered of an advance than it paid; each sum was signed by two people and is booked once.
-- law    SIL 30; MFS 45; REG 37
-- out    one text per offender
SELECT format('advance %s: %s recovered of %s', advance.number, sum(back.amount_fen), advance.amount_fen)
  FROM medical_thirdpartyadvance AS advance
  JOIN medical_thirdpartyrecovered AS back ON back.advance_id = advance.id
 GROUP BY advance.id
HAVING sum(back.amount_fen) > advance.amount_fen
 UNION ALL
SELECT format('recovery %s: recorded by no case of two', back.id)
  FROM medical_thirdpartyrecovered AS back
  LEFT JOIN matters_case AS its ON its.id = back.case_id AND its.matter = 'medical_advance_recovered' AND its.state = 'done'
 WHERE (SELECT count(DISTINCT agency_person_of_eyes(step.eyes)) FROM matters_step AS step
         WHERE step.case_id = its.id AND step.round = its.round AND step.act IN ('handle', 'review', 'approve')) < 2
 UNION ALL
SELECT format('recovery %s: booked otherwise', back.id)
  FROM medical_thirdpartyrecovered AS back
 WHERE NOT EXISTS (
       SELECT 1 FROM ledger_posting AS booked
        WHERE booked.entry_id = back.entry_id AND booked.flow = 'advance_recovered' AND booked.side = 'CREDIT'
          AND booked.amount_fen = back.amount_fen)
