-- What the bank told and what the books say of one bank account, as far as the two are not matched yet.
-- in     bank account; since which day the books are asked
-- out    day, direction (1 in, -1 out) and what is left to be matched of each line and posting, in fen, always positive
-- An opening balance came with the books, not through the bank. An entry and its reversal say nothing together, unless
-- the bank told of one of them.
CREATE FUNCTION banking_open_lines(_bank_account bigint)
RETURNS TABLE (line_id bigint, day date, direction int, rest_fen bigint, bank_reference text)
LANGUAGE sql STABLE AS $$
    SELECT line.id, line.value_on, sign(line.amount_fen)::int, abs(line.amount_fen) - coalesce(matched.amount_fen, 0),
           line.bank_reference::text
      FROM banking_statementline AS line
      LEFT JOIN LATERAL (
        SELECT sum(amount_fen)::bigint AS amount_fen FROM banking_match WHERE banking_match.line_id = line.id) AS matched ON true
     WHERE line.bank_account_id = _bank_account AND line.matched_at IS NULL
       AND abs(line.amount_fen) > coalesce(matched.amount_fen, 0)
$$;
CREATE FUNCTION banking_open_postings(_bank_account bigint, _since date)
RETURNS TABLE (posting_id bigint, entry_key text, flow text, day date, direction int, rest_fen bigint)
LANGUAGE sql STABLE AS $$
    SELECT posting.id, entry.key::text, entry.flow::text, posting.booked_on, CASE posting.side WHEN 'DEBIT' THEN 1 ELSE -1 END,
           posting.amount_fen - coalesce(matched.amount_fen, 0)
      FROM banking_bankaccount AS bank
      JOIN ledger_posting AS posting ON posting.account_id = bank.account_id AND posting.booked_on >= _since
      JOIN ledger_entry AS entry ON entry.id = posting.entry_id
      LEFT JOIN ledger_entry AS reversal ON reversal.reverses_id = entry.id
      LEFT JOIN LATERAL (
        SELECT sum(amount_fen)::bigint AS amount_fen FROM banking_match WHERE banking_match.posting_id = posting.id) AS matched ON true
     WHERE bank.id = _bank_account AND posting.flow NOT IN ('opening_balance', 'opening_balance.reversed')
       AND posting.amount_fen > coalesce(matched.amount_fen, 0)
       AND ((entry.reverses_id IS NULL AND reversal.id IS NULL)
            OR EXISTS (SELECT 1 FROM ledger_posting AS one JOIN banking_match ON banking_match.posting_id = one.id
                        WHERE one.entry_id IN (entry.id, entry.reverses_id, reversal.id)))
$$;
