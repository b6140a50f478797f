-- What the books say of bank accounts, on days their statements reach, and no statement told of; the oldest first.
-- in     bank accounts, most rows
-- out    posting, bank account, entry, flow, day, what is left (money in positive), and how many there are in all
SELECT posting.posting_id, bank.id, posting.entry_key, posting.flow, posting.day, posting.direction * posting.rest_fen, count(*) OVER ()
  FROM banking_bankaccount AS bank
 CROSS JOIN LATERAL (
    SELECT min(value_on) AS first_on, max(value_on) AS last_on FROM banking_statementline WHERE bank_account_id = bank.id) AS told
 CROSS JOIN LATERAL banking_open_postings(bank.id, told.first_on) AS posting
 WHERE bank.id = ANY(%(bank_accounts)s) AND posting.day <= told.last_on
 ORDER BY posting.day, posting.posting_id
 LIMIT %(most)s
