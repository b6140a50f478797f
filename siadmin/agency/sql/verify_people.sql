-- Names posts held in another natural person's name than their account's: what may not be combined is asked of the person.
SELECT format('post %s of user %s is in another person''s name', held.id, held.user_id)
  FROM agency_postgrant AS held JOIN agency_user AS account ON account.id = held.user_id
 WHERE held.identity_hash <> account.identity_hash
