-- Match lines of a statement with what people booked by the same reference, in the same direction.
-- law    财会〔2017〕28号 (books and bank are compared)
-- in     bank account, since which day the books are asked; time
-- out    matches, within what is open of the line and of the posting
-- again  adds nothing: only what is left of lines and postings is matched
WITH pair AS (
    SELECT line.line_id, posting.posting_id, part.amount_fen, line.rest_fen AS line_rest_fen, posting.rest_fen AS posting_rest_fen
      FROM banking_open_lines(%(bank_account)s) AS line
      JOIN banking_statementline AS told ON told.id = line.line_id
      JOIN banking_bankaccount AS bank ON bank.id = told.bank_account_id
      JOIN banking_bankline AS written
        ON written.account_id = bank.account_id AND written.bank_reference = line.bank_reference
       AND sign(written.amount_fen) = sign(told.amount_fen)
      JOIN banking_linepart AS part ON part.line_id = written.id
      JOIN ledger_entry AS entry ON entry.id = part.entry_id
      JOIN banking_open_postings(%(bank_account)s, %(since)s) AS posting
        ON posting.entry_key = entry.key AND posting.direction = line.direction
     WHERE NOT EXISTS (SELECT 1 FROM banking_match AS known WHERE known.line_id = line.line_id AND known.posting_id = posting.posting_id)
), fitting AS (
    SELECT *, sum(amount_fen) OVER (PARTITION BY line_id ORDER BY posting_id) <= line_rest_fen
              AND sum(amount_fen) OVER (PARTITION BY posting_id ORDER BY line_id) <= posting_rest_fen AS fits
      FROM pair
)
INSERT INTO banking_match (line_id, posting_id, amount_fen, how, matched_at)
SELECT line_id, posting_id, amount_fen, 'reference', %(at)s FROM fitting WHERE fits
