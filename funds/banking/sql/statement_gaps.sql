-- Days of a month on which the bank's statement and the books disagree about contributions received in a fund.
WITH bank AS (
    SELECT day, amount_fen FROM banking_credits(%(region)s, %(first)s, %(after)s) WHERE fund = %(fund)s
), books AS (
    SELECT posting.booked_on AS day, sum(posting.amount_fen) AS amount_fen
      FROM ledger_posting AS posting JOIN ledger_book AS book ON book.id = posting.book_id
     WHERE book.region_id = %(region)s AND book.fund = %(fund)s AND posting.account_kind = ANY(%(kinds)s)
       AND posting.side = 'DEBIT' AND posting.flow = ANY(%(flows)s)
       AND posting.booked_on >= %(first)s AND posting.booked_on < %(after)s
     GROUP BY posting.booked_on
)
SELECT day, coalesce(bank.amount_fen, 0), coalesce(books.amount_fen, 0)
  FROM bank FULL JOIN books USING (day)
 WHERE coalesce(bank.amount_fen, 0) <> coalesce(books.amount_fen, 0)
 ORDER BY day
