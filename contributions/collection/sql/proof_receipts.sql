-- Receipts of a region that arrived in a month, and how much of them is not allocated, by fund.
-- in     region, month, month after
-- out    fund, received and not allocated up to the day the bank's statements reach, first day received after it
WITH told AS (
    SELECT account.book_id, max(line.value_on) AS until
      FROM banking_statementline AS line
      JOIN banking_bankaccount AS bank ON bank.id = line.bank_account_id
      JOIN ledger_account AS account
        ON account.id = bank.account_id AND account.kind IN ('fiscal_account', 'income_account')
     GROUP BY account.book_id
)
SELECT book.fund,
       coalesce(sum(receipt.amount_fen) FILTER (WHERE receipt.received_on <= told.until), 0),
       coalesce(sum(receipt.amount_fen - receipt.allocated_fen) FILTER (WHERE receipt.received_on <= told.until), 0),
       min(receipt.received_on) FILTER (WHERE told.until IS NULL OR receipt.received_on > told.until)
  FROM collection_receipt AS receipt
  JOIN ledger_book AS book ON book.id = receipt.book_id
  LEFT JOIN told ON told.book_id = book.id
 WHERE book.region_id = %(region)s AND receipt.received_on >= %(month)s AND receipt.received_on < %(after)s
 GROUP BY book.fund
