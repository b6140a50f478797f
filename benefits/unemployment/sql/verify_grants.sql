-- A grant beside the monthly benefit is of the person whose spell it is; months paid at once are as many as were paid for, from the
-- end of the benefit on; every such grant decided is on record.
-- law    SIL 46, 51; 广东省失业保险条例 art. 20–23
-- out    one text per offender
SELECT format('grant of decision %s is not of spell %s', told.decision_id, told.spell_id)
  FROM unemployment_spellgrant AS told
  JOIN claims_decision AS decision ON decision.id = told.decision_id
  JOIN claims_claim AS claim ON claim.id = decision.claim_id
  JOIN payments_entitlement AS spell ON spell.id = told.spell_id
  LEFT JOIN registry_onepeople AS its ON its.person_id = claim.person_id
  LEFT JOIN registry_onepeople AS own ON own.person_id = spell.person_id
 WHERE (decision.outcome, claim.scheme, spell.scheme) <> ('granted', told.scheme, 'unemployment_benefit')
    OR NOT (spell.person_id = claim.person_id OR coalesce(its.head_id = own.head_id, false))
 UNION ALL
SELECT format('spell %s: %s months paid at once and the benefit goes on', told.spell_id, told.months_used)
  FROM unemployment_spellgrant AS told
 WHERE told.months_used > 0
   AND NOT EXISTS (SELECT 1 FROM payments_ending AS ended
                    WHERE ended.entitlement_id = told.spell_id AND ended.kind = 'ended' AND ended.from_month <= told.from_month)
 UNION ALL
SELECT format('spell %s: %s months paid at once are not what was decided', told.spell_id, told.months_used)
  FROM unemployment_spellgrant AS told
  JOIN claims_decisionitem AS item ON item.decision_id = told.decision_id
 WHERE told.months_used > 0
   AND NOT EXISTS (SELECT 1 FROM payments_component AS part
                    WHERE part.entitlement_id = told.spell_id AND part.from_month <= told.from_month
                      AND part.before_month > told.from_month AND part.amount_fen * told.months_used = item.amount_fen)
 UNION ALL
SELECT format('decision %s grants %s of no spell', decision.id, claim.scheme)
  FROM claims_decision AS decision
  JOIN claims_claim AS claim ON claim.id = decision.claim_id
  LEFT JOIN unemployment_spellgrant AS told ON told.decision_id = decision.id
 WHERE decision.outcome = 'granted' AND told.id IS NULL
   AND claim.scheme IN ('unemployment_reemployed', 'unemployment_startup', 'unemployment_childbirth', 'unemployment_job_seeking')
