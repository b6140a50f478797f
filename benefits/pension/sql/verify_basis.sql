-- Each employees' pension that was granted has what it was reckoned on, and begins after the month of retirement.
-- law    SIL 15, 18
-- out    one text per offender
SELECT format('decision %s: no basis of the pension', decision.id)
  FROM claims_decision AS decision
  JOIN claims_claim AS claim ON claim.id = decision.claim_id AND claim.scheme = 'old_age_pension'
  LEFT JOIN pension_pensionbasis AS basis ON basis.decision_id = decision.id
 WHERE decision.outcome = 'granted' AND basis.id IS NULL
 UNION ALL
SELECT format('decision %s: paid from %s on, retired in %s', item.decision_id, item.from_month, basis.retired_in)
  FROM pension_pensionbasis AS basis JOIN claims_decisionitem AS item ON item.decision_id = basis.decision_id
 WHERE item.from_month <= basis.retired_in
