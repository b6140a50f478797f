-- A day that agrees has no differences; one that does not has them, or other sums than ours.
-- law    REG 40
-- out    one text per offender
SELECT format('reconciliation %s of %s: agrees with differences', its.id, its.day)
  FROM settlement_reconciliation AS its
 WHERE its.agrees AND EXISTS (SELECT 1 FROM settlement_difference AS each WHERE each.reconciliation_id = its.id)
 UNION ALL
SELECT format('reconciliation %s of %s: nothing differs', its.id, its.day)
  FROM settlement_reconciliation AS its
 WHERE NOT its.agrees AND NOT EXISTS (SELECT 1 FROM settlement_difference AS each WHERE each.reconciliation_id = its.id)
   AND (its.told_count, its.told_charged_fen, its.told_fund_fen, its.told_self_pay_fen)
     = (its.own_count, its.own_charged_fen, its.own_fund_fen, its.own_self_pay_fen)
