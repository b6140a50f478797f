-- Names phones that no case of that person told of or changed, that one hand changed though they opened an account, and accounts that
-- the same hand let be opened.
SELECT format('phone of person %s was changed by no case of theirs', person.number)
  FROM registry_person AS person JOIN matters_case AS its ON its.id = person.phone_case_id
 WHERE (its.matter, its.state, its.subject) <> ('person_phone', 'done', person.number)
   AND (its.matter, its.state, its.decided_at) <> ('person_registration', 'done', person.registered_at)
UNION ALL
SELECT format('phone of person %s opened an account and was changed by one hand', person.number)
  FROM registry_person AS person
  JOIN matters_case AS its ON its.id = person.phone_case_id
 WHERE its.matter = 'person_phone' AND cardinality(registry_signers(its.id)) < 2
   AND EXISTS (SELECT 1 FROM registry_citizentie AS tie
                WHERE tie.tied_at < its.decided_at AND registry_was_one(tie.person_id, person.id, its.decided_at))
UNION ALL
SELECT format('account of person %s was let open by who alone changed the phone', person.number)
  FROM registry_activation AS granted
  JOIN registry_person AS person ON person.id = granted.person_id
  JOIN matters_case AS its ON its.id = person.phone_case_id AND its.decided_at <= granted.granted_at
  JOIN agency_user AS clerk ON clerk.id = granted.granted_by_id
 WHERE its.matter = 'person_phone' AND registry_signers(its.id) = ARRAY[clerk.person_hash]
