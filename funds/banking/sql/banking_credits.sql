-- Contributions that came in at the collecting accounts of a region by the bank's statements: by fund and day, in fen.
-- in     region, first day, day after the last
-- out    money that was matched with anything but contributions (interest, a transfer between accounts) is left out
CREATE FUNCTION banking_credits(_region text, _first date, _after date)
RETURNS TABLE (fund text, day date, amount_fen bigint)
LANGUAGE sql STABLE AS $$
    SELECT book.fund::text, line.value_on, sum(line.amount_fen - coalesce(other.amount_fen, 0))::bigint
      FROM banking_statementline AS line
      JOIN banking_bankaccount AS bank ON bank.id = line.bank_account_id
      JOIN ledger_account AS account ON account.id = bank.account_id AND account.kind IN ('fiscal_account', 'income_account')
      JOIN ledger_book AS book ON book.id = account.book_id AND book.region_id = _region
      LEFT JOIN LATERAL (
        SELECT sum(matched.amount_fen) AS amount_fen
          FROM banking_match AS matched JOIN ledger_posting AS posting ON posting.id = matched.posting_id
         WHERE matched.line_id = line.id AND posting.flow NOT IN ('receipt_from_tax', 'receipt_by_agency')) AS other ON true
     WHERE line.amount_fen > 0 AND line.value_on >= _first AND line.value_on < _after
     GROUP BY book.fund, line.value_on
$$;
