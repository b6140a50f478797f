-- What is in payment says as what it is booked; what was put there before that is told by its scheme and component.
-- law    财办〔2018〕43号 account 5001
ALTER TABLE payments_component DISABLE TRIGGER USER;
UPDATE payments_component AS part
   SET booked_as = CASE
       WHEN entitled.fund = 'pension_resident' AND part.component = 'resident_account' THEN 'resident_account_pension'
       WHEN entitled.fund = 'pension_resident' THEN 'resident_base_pension'
       WHEN part.component IN ('funeral_grant', 'survivor_benefit', 'unemployment_survivors') THEN 'funeral_and_survivor'
       WHEN entitled.fund = 'unemployment' AND part.component IN ('job_seeking_subsidy', 'migrant_grant', 'skill_subsidy')
            THEN 'other_benefits'
       WHEN entitled.fund = 'unemployment' THEN 'unemployment_benefit'
       WHEN entitled.scheme IN ('disability_allowance', 'disability_reckoned_anew') THEN 'disability_allowance'
       ELSE 'basic_pension' END
  FROM payments_entitlement AS entitled
 WHERE entitled.id = part.entitlement_id;
ALTER TABLE payments_component ENABLE TRIGGER USER;
