-- Of an advance no more is recovered than had arrived by then; each sum was signed by two people and is booked once.
-- law    SIL 30; MFS 45; REG 37
-- out    one text per offender
SELECT format('recovery %s: %s', back.id, medical_recovery_wrong(back))
  FROM medical_thirdpartyrecovered AS back WHERE medical_recovery_wrong(back) IS NOT NULL
