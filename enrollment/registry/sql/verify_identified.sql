-- Names persons without any identifier (SIL 58: one number for life), and citizens whose account is somebody else's.
SELECT format('person %s has no identifier', person.number)
  FROM registry_person AS person
 WHERE NOT EXISTS (SELECT 1 FROM registry_identifier AS identifier WHERE identifier.person_id = person.id)
UNION ALL
SELECT format('account %s is not of person %s, whose record it opens', account.username, person.number)
  FROM registry_citizentie AS tie
  JOIN registry_person AS person ON person.id = tie.person_id
  JOIN agency_user AS account ON account.id = tie.user_id
 WHERE NOT EXISTS (SELECT 1 FROM registry_identifier AS identifier
                    WHERE identifier.person_id = tie.person_id AND identifier.value_hash = account.identity_hash)
