-- Receipts of a region that arrived in a month, and how much of them is not allocated, by fund.
SELECT book.fund, sum(receipt.amount_fen), sum(receipt.amount_fen - receipt.allocated_fen)
  FROM collection_receipt AS receipt JOIN ledger_book AS book ON book.id = receipt.book_id
 WHERE book.region_id = %(region)s AND receipt.received_on >= %(month)s AND receipt.received_on < %(after)s
 GROUP BY book.fund
