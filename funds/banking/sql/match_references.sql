-- Match lines of a statement with the postings that book what was told under the same reference for the same sum.
-- law    财会〔2017〕28号 (books and bank are compared); COLL 12
-- in     bank account, since which day the books are asked; what was told: entries, references, amounts in fen; time
-- out    matches; a posting that would hold more than it says is left alone
-- again  adds nothing: only what is left of lines and postings is matched
WITH told AS (
    SELECT * FROM unnest(%(entries)s::text[], %(told_under)s::text[], %(amounts)s::bigint[]) AS told (entry_key, told_under, amount_fen)
), pair AS (
    SELECT DISTINCT ON (line.line_id) line.line_id, posting.posting_id, told.amount_fen, posting.rest_fen
      FROM told
      JOIN banking_open_lines(%(bank_account)s) AS line
        ON line.bank_reference = told.told_under AND line.rest_fen = told.amount_fen AND line.direction = 1
      JOIN banking_open_postings(%(bank_account)s, %(since)s) AS posting
        ON posting.entry_key = told.entry_key AND posting.direction = 1
     ORDER BY line.line_id, posting.posting_id
), fitting AS (
    SELECT *, sum(amount_fen) OVER (PARTITION BY posting_id ORDER BY line_id) <= rest_fen AS fits FROM pair
)
INSERT INTO banking_match (line_id, posting_id, amount_fen, how, matched_at)
SELECT line_id, posting_id, amount_fen, 'reference', %(at)s FROM fitting WHERE fits
