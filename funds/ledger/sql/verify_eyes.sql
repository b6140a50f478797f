-- Names closings whose eyes are not the people of their accounts, or one person twice (REG 37).
SELECT format('closing of book %s, %s: the people are not those of the accounts, or one', closing.book_id, closing.month)
  FROM ledger_closing AS closing
  JOIN agency_user AS maker ON maker.id = closing.prepared_by_id
  LEFT JOIN agency_user AS checker ON checker.id = closing.closed_by_id
 WHERE agency_person_of_eyes(closing.prepared_eyes) <> maker.person_hash
    OR agency_person_of_eyes(closing.closed_eyes) <> coalesce(checker.person_hash, '')
    OR maker.person_hash = checker.person_hash
