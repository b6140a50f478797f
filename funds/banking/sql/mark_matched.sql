-- Lines of a statement whose matches add up to them wait for nobody any more.
-- law    财会〔2017〕28号 (books and bank are compared)
-- in     bank account, time
-- out    lines marked; one row with how many
-- again  marks nothing: they are marked
WITH marked AS (
    UPDATE banking_statementline AS line SET matched_at = %(at)s
     WHERE line.bank_account_id = %(bank_account)s AND line.matched_at IS NULL
       AND abs(line.amount_fen) = (SELECT sum(amount_fen) FROM banking_match WHERE line_id = line.id)
    RETURNING line.id
)
SELECT count(*) FROM marked
