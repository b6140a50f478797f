-- Names closed months whose balances are not what was written down when they were closed.
SELECT format('book %s, %s: account %s moved after closing', closing.book_id, closing.month, now.account_kind)
  FROM ledger_closing AS closing
 CROSS JOIN LATERAL (
    SELECT account_kind, sum(CASE side WHEN 'DEBIT' THEN amount_fen ELSE -amount_fen END) AS net
      FROM ledger_posting WHERE book_id = closing.book_id AND booked_on < closing.month + interval '1 month'
     GROUP BY account_kind) AS now
 WHERE closing.closed_at IS NOT NULL AND coalesce((closing.balances ->> now.account_kind)::bigint, 0) <> now.net
