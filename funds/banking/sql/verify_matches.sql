-- Names lines of statements whose matches are more than they are, of another account or direction, or do not add up to
-- what is said to be matched; and postings that are matched for more than they say.
SELECT format('line %s of a statement: its matches do not fit', line.bank_reference)
  FROM banking_statementline AS line
  JOIN banking_bankaccount AS bank ON bank.id = line.bank_account_id
  LEFT JOIN banking_match AS matched ON matched.line_id = line.id
  LEFT JOIN ledger_posting AS posting ON posting.id = matched.posting_id
 GROUP BY line.id, bank.account_id
HAVING (line.matched_at IS NOT NULL) <> (coalesce(sum(matched.amount_fen), 0) = abs(line.amount_fen))
    OR coalesce(sum(matched.amount_fen), 0) > abs(line.amount_fen)
    OR bool_or(posting.account_id <> bank.account_id OR (posting.side = 'DEBIT') <> (line.amount_fen > 0))
UNION ALL
SELECT format('posting %s is matched for more than it says', posting.id)
  FROM banking_match AS matched JOIN ledger_posting AS posting ON posting.id = matched.posting_id
 GROUP BY posting.id, posting.amount_fen
HAVING sum(matched.amount_fen) > posting.amount_fen
