-- Names proposals whose eyes are not the people of their accounts, or one person twice (REG 37).
SELECT format('proposal %s: the people are not those of the accounts, or one', proposal.id)
  FROM policy_proposal AS proposal
  JOIN agency_user AS maker ON maker.id = proposal.proposed_by_id
  LEFT JOIN agency_user AS checker ON checker.id = proposal.decided_by_id
 WHERE agency_person_of_eyes(proposal.proposed_eyes) <> maker.person_hash
    OR agency_person_of_eyes(proposal.decided_eyes) <> coalesce(checker.person_hash, '')
    OR maker.person_hash = checker.person_hash
