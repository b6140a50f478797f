-- Names accounts that are not of the person their number leads to, and numbers that lead in a circle or to themselves.
SELECT format('account %s is not of the person its number leads to', account.username)
  FROM agency_user AS account WHERE account.person_hash <> agency_person_behind(account.identity_hash)
UNION ALL
SELECT format('number link %s leads from another person', link.id)
  FROM agency_numberlink AS link
 WHERE NOT EXISTS (SELECT 1 FROM agency_numberparting AS parting WHERE parting.link_id = link.id)
   AND agency_person_behind(link.identity_hash) <> agency_person_behind(link.person_hash)
