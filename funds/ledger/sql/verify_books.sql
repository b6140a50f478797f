-- Names accounts of another collector than their book's, and income accounts where tax collects (财社〔2017〕144号 art. 39).
SELECT format('account %s does not fit book %s', account.id, account.book_id)
  FROM ledger_account AS account LEFT JOIN ledger_book AS book ON book.id = account.book_id AND book.collector = account.collector
 WHERE book.id IS NULL OR (book.collector = 'tax' AND account.kind = 'income_account')
