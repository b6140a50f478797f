-- The same days are not paid to a hospital and to the insured: none are claimed back that the hospital settled, under any
-- record of the person, unless the bill came later and was doubted for it; a bill so doubted is in no clearing before somebody
-- decided.
-- law    SIL 28; REG 20(2); 医疗保障基金使用监督管理条例 art. 17, 41
-- out    one text per offender
SELECT format('decision %s reimburses days of settlement %s', its.decision_id, bill.number)
  FROM medical_reimbursed AS its
 CROSS JOIN LATERAL settlement_records_of(its.person_id) AS same (person_id)
  JOIN settlement_settlement AS bill ON bill.person_id = same.person_id AND bill.reverses_id IS NULL
  JOIN settlement_stay AS stay ON stay.id = bill.stay_id
 WHERE medical_paid_by(bill, stay, its)
   AND NOT EXISTS (SELECT 1 FROM settlement_settlement AS back WHERE back.reverses_id = bill.id)
   AND NOT EXISTS (SELECT 1 FROM settlement_flag WHERE settlement_id = bill.id AND code = 'bill_reimbursed')
 UNION ALL
SELECT format('settlement %s is cleared, its days were claimed back, and nobody decided', bill.number)
  FROM settlement_flag AS flag
  JOIN settlement_settlement AS bill ON bill.id = flag.settlement_id
  JOIN settlement_cleared AS cleared ON cleared.settlement_id = bill.id AND cleared.freed_at IS NULL
 WHERE flag.code = 'bill_reimbursed' AND flag.disallowed_fen IS NULL
   AND NOT EXISTS (SELECT 1 FROM settlement_settlement AS back WHERE back.reverses_id = bill.id)
