-- Names claims whose eyes are not their accounts' persons, or one person's for claiming and for receiving (REG 37).
SELECT format('claim %s: the people are not those of the accounts, or one', claim.number)
  FROM selfpay_subsidyclaim AS claim
  JOIN agency_user AS claimant ON claimant.id = claim.claimed_by_id
  LEFT JOIN agency_user AS receiver ON receiver.id = claim.received_by_id
 WHERE agency_person_of_eyes(claim.claimed_eyes) <> claimant.person_hash
    OR agency_person_of_eyes(claim.received_eyes) <> coalesce(receiver.person_hash, '')
    OR receiver.person_hash = claimant.person_hash
