-- Contribution income of a region's books for a contribution month, by fund.
SELECT book.fund, sum(CASE posting.side WHEN 'CREDIT' THEN posting.amount_fen ELSE -posting.amount_fen END)
  FROM ledger_posting AS posting JOIN ledger_book AS book ON book.id = posting.book_id
 WHERE book.region_id = %(region)s AND posting.month = %(month)s
   AND posting.account_kind IN ('contributions_pooled', 'contributions_personal')
 GROUP BY book.fund
