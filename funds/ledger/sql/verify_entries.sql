-- Names entries that are empty or do not balance in one of their books, and reversals that do not take back one entry whole.
-- out    one text per offender
SELECT format('entry %s does not balance in book %s', entry.key, posting.book_id)
  FROM ledger_entry AS entry LEFT JOIN ledger_posting AS posting ON posting.entry_id = entry.id
 GROUP BY entry.key, posting.book_id
HAVING posting.book_id IS NULL OR sum(CASE posting.side WHEN 'DEBIT' THEN posting.amount_fen ELSE -posting.amount_fen END) <> 0
 UNION ALL
SELECT format('entry %s takes back no entry of its flow', entry.key)
  FROM ledger_entry AS entry
 WHERE entry.flow LIKE '%.reversed' AND NOT ledger_takes_back(entry.id, entry.flow, entry.reverses_id)
