-- Names proposals whose eyes are not the people of their accounts, or one person twice (REG 37).
SELECT format('proposal %s: the people are not those of the accounts, or one', proposal.id)
  FROM policy_proposal AS proposal
  JOIN agency_user AS maker ON maker.id = proposal.proposed_by_id
  LEFT JOIN agency_user AS checker ON checker.id = proposal.decided_by_id
 WHERE proposal.proposed_eyes <> encode(maker.identity_hash, 'hex')
    OR proposal.decided_eyes <> coalesce(encode(checker.identity_hash, 'hex'), '')
    OR maker.identity_hash = checker.identity_hash
