-- An institution's account changes by the word of two; where it was changed, it is the one approved last.
-- law    REG 9, 37, 40
-- out    one text per offender
SELECT format('the account of institution %s was changed by one person', its.number)
  FROM providers_accountchange AS change
  JOIN providers_institution AS its ON its.id = change.institution_id
 WHERE change.outcome <> '' AND agency_person_of_eyes(change.decided_eyes) = agency_person_of_eyes(change.proposed_eyes)
 UNION ALL
SELECT format('the account of institution %s is not the one approved', its.number)
  FROM providers_institution AS its
  JOIN LATERAL (SELECT bank_name, account_hash FROM providers_accountchange AS change
                 WHERE change.institution_id = its.id AND change.outcome = 'approved'
                 ORDER BY change.decided_at DESC, change.id DESC LIMIT 1) AS last ON true
 WHERE (its.bank_name, its.account_hash) <> (last.bank_name, last.account_hash)
