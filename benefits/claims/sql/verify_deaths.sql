-- What is paid once upon a death is what was granted to a survivor; a decision upon a death keeps all that it pays once.
-- law    SIL 17, 49
-- out    one text per offender
SELECT format('%s upon the death of person %s is not what was granted', told.component, told.deceased_id)
  FROM claims_deathgrant AS told
  JOIN claims_decisionitem AS item ON item.id = told.item_id
  JOIN claims_decision AS decision ON decision.id = item.decision_id
  JOIN claims_claim AS claim ON claim.id = decision.claim_id
 WHERE (item.component, item.rhythm, decision.outcome) <> (told.component, 'once', 'granted') OR claim.person_id = told.deceased_id
 UNION ALL
SELECT format('decision %s pays %s once upon a death and does not say so', item.decision_id, item.component)
  FROM claims_decisionitem AS item
  LEFT JOIN claims_deathgrant AS told ON told.item_id = item.id
 WHERE item.rhythm = 'once' AND told.id IS NULL
   AND EXISTS (SELECT 1 FROM claims_deathgrant AS other JOIN claims_decisionitem AS its ON its.id = other.item_id
                WHERE its.decision_id = item.decision_id)
