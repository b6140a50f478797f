-- Names history files whose eyes are not their accounts' persons, or one person's where two were needed (REG 37).
SELECT format('history file %s: the people are not those of the accounts, or one', file.id)
  FROM history_historyfile AS file
  JOIN agency_user AS receiver ON receiver.id = file.received_by_id
  LEFT JOIN agency_user AS maker ON maker.id = file.submitted_by_id
  LEFT JOIN agency_user AS checker ON checker.id = file.decided_by_id
 WHERE agency_person_of_eyes(file.received_eyes) <> receiver.person_hash
    OR agency_person_of_eyes(file.submitted_eyes) <> coalesce(maker.person_hash, '')
    OR agency_person_of_eyes(file.decided_eyes) <> coalesce(checker.person_hash, '')
    OR checker.person_hash IN (receiver.person_hash, maker.person_hash)
    OR file.state IN ('approved', 'booked') AND (maker.id IS NULL OR checker.id IS NULL OR file.run_id IS NULL)
