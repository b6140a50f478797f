-- An allowance reckoned anew near the age stands in the stead of one that ended as it began.
-- law    SIL 17; 人社部发〔2024〕72号
-- out    one text per offender
SELECT format('allowance of decision %s: %s', granted.id, pension_anew_wrong(granted.id))
  FROM (SELECT decision.id
          FROM claims_decision AS decision
          JOIN claims_claim AS claim ON claim.id = decision.claim_id AND claim.scheme = 'disability_reckoned_anew'
         WHERE decision.outcome = 'granted'
         UNION
        SELECT anew.decision_id FROM pension_allowanceanew AS anew) AS granted
 WHERE pension_anew_wrong(granted.id) IS NOT NULL
