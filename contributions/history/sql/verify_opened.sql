-- Names covering letters whose certificates opened more in accounts than the money that arrived with them.
SELECT format('letter %s from %s: %s fen are opened, %s fen arrived', max(file.letter), file.place_id, sum(file.found_balance_fen),
              history_money_arrived(file.region_id, file.line, file.place_id, max(file.letter)))
  FROM history_historyfile AS file
 WHERE file.kind = 'certificate' AND file.state IN ('approved', 'booked')
 GROUP BY file.region_id, file.line, file.place_id, upper(replace(file.letter, ' ', ''))
HAVING sum(file.found_balance_fen) > history_money_arrived(file.region_id, file.line, file.place_id, max(file.letter))
