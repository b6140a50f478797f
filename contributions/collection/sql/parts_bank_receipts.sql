-- Each day's bank credits and receipts of a region's month and fund.
-- in     region, month, month after, fund, whether only unequal ones, until when statements speak,
--        first row, most rows
-- out    day twice (key and name), bank, receipts in fen, and how many days there are in all
SELECT day::text, day::text, coalesce(bank.amount_fen, 0), coalesce(receipts.amount_fen, 0), count(*) OVER ()
  FROM (SELECT day, amount_fen FROM banking_credits(%(region)s, %(month)s, %(after)s) WHERE fund = %(fund)s) AS bank
  FULL JOIN (SELECT receipt.received_on AS day, sum(receipt.amount_fen) AS amount_fen
               FROM collection_receipt AS receipt
               JOIN ledger_book AS book
                 ON book.id = receipt.book_id AND book.region_id = %(region)s AND book.fund = %(fund)s
              WHERE receipt.received_on >= %(month)s AND receipt.received_on < %(after)s
              GROUP BY receipt.received_on) AS receipts USING (day)
 WHERE NOT %(unequal)s
    OR (coalesce(bank.amount_fen, 0) <> coalesce(receipts.amount_fen, 0) AND day <= %(until)s::date)
 ORDER BY day LIMIT %(most)s OFFSET %(first)s
