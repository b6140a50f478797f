-- Dependants' pensions are granted with their shares; those of one injury never exceed the wage of who died.
-- law    WIR 39
-- out    one text per offender
SELECT format('%s: a dependant without a share', entitled.number)
  FROM payments_entitlement AS entitled
 WHERE entitled.scheme = 'injury_dependant'
   AND NOT EXISTS (SELECT 1 FROM injury_dependantshare AS share WHERE share.decision_id = entitled.decision_id)
 UNION ALL
SELECT format('injury %s: shares exceed the wage', hurt.number)
  FROM injury_injury AS hurt
 WHERE hurt.id IN (SELECT injury_id FROM injury_dependantshare) AND injury_shares_exceed(hurt.id)
