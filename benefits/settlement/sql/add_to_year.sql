-- What a settlement adds to the year of its person, or with a minus takes out.
-- law    SIL 28
-- in     settlement
-- out    none
-- again  never: it is added by the act that makes it
UPDATE settlement_yeartotal AS total
   SET stays = total.stays + its.adds_stays,
       inpatient_scope_fen = total.inpatient_scope_fen + its.adds_inpatient_scope_fen,
       outpatient_scope_fen = total.outpatient_scope_fen + its.adds_outpatient_scope_fen,
       pool_fen = total.pool_fen + its.adds_pool_fen,
       outpatient_pool_fen = total.outpatient_pool_fen + its.adds_outpatient_pool_fen,
       large_fen = total.large_fen + its.adds_large_fen,
       residual_fen = total.residual_fen + its.adds_residual_fen,
       major_fen = total.major_fen + its.adds_major_fen
  FROM settlement_settlement AS its
 WHERE its.id = %(settlement)s AND total.person_id = its.person_id AND total.year = its.year AND total.scheme = its.scheme
