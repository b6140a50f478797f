-- Names transfers whose years paid twice are not what goes back, returns of anything else, and years that go back twice.
-- law    人社部发〔2014〕17号 art. 7
SELECT format('transfer %s: years paid twice say %s fen, the form %s', transfer.number, coalesce(years.amount_fen, 0), transfer.overlap_fen)
  FROM transfers_transfer AS transfer
  LEFT JOIN (SELECT transfer_id, sum(amount_fen) AS amount_fen FROM transfers_overlap GROUP BY transfer_id) AS years
    ON years.transfer_id = transfer.id
 WHERE transfer.information_form_id IS NOT NULL AND coalesce(years.amount_fen, 0) IS DISTINCT FROM transfer.overlap_fen
    OR transfer.information_form_id IS NULL AND years.transfer_id IS NOT NULL
UNION ALL
SELECT format('transfer %s: %s fen went back, %s were answered, state %s', transfer.number, paid.amount_fen, transfer.overlap_fen,
              transfer.state)
  FROM transfers_overlapreturn AS paid JOIN transfers_transfer AS transfer ON transfer.id = paid.transfer_id
 WHERE transfer.state <> 'credited' OR paid.amount_fen IS DISTINCT FROM transfer.overlap_fen
    OR paid.returned_eyes IN (transfer.prepared_eyes, transfer.answered_eyes)
UNION ALL
SELECT format('person %s: the year %s goes back by %s transfers', coalesce(own.head_id, transfer.person_id), year.year, count(*))
  FROM transfers_overlap AS year JOIN transfers_transfer AS transfer ON transfer.id = year.transfer_id
  LEFT JOIN registry_onepeople AS own ON own.person_id = transfer.person_id
 WHERE transfer.state IN ('answered', 'in_transit', 'credited')
 GROUP BY coalesce(own.head_id, transfer.person_id), year.year
HAVING count(*) > 1
