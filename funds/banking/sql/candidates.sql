-- Open postings that a line of a statement could be, those of its sum first, then by nearness of days.
-- in     bank account, line, since which day, most rows
SELECT posting.posting_id, %(bank_account)s, posting.entry_key, posting.flow, posting.day, posting.direction * posting.rest_fen
  FROM banking_open_lines(%(bank_account)s) AS line
  JOIN banking_open_postings(%(bank_account)s, %(since)s) AS posting ON posting.direction = line.direction
 WHERE line.line_id = %(line)s
   AND NOT EXISTS (SELECT 1 FROM banking_match WHERE line_id = line.line_id AND posting_id = posting.posting_id)
 ORDER BY posting.rest_fen <> line.rest_fen, abs(posting.day - line.day), posting.posting_id
 LIMIT %(most)s
