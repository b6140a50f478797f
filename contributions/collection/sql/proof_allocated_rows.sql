-- Entries of a fund's contribution month that are not the sum of the bills they settle.
SELECT coalesce(bills.entry_key, booked.key), coalesce(bills.amount_fen, 0) - coalesce(booked.amount_fen, 0)
  FROM (SELECT entry_key, sum(total_fen) AS amount_fen FROM assessment_bill
         WHERE region_id = %(region)s AND month = %(month)s AND fund = %(fund)s AND settled_on IS NOT NULL
           AND kind IN ('assessed', 'adjustment', 'orders', 'project') GROUP BY entry_key) AS bills
  FULL JOIN (SELECT entry.key, sum(CASE posting.side WHEN 'CREDIT' THEN posting.amount_fen ELSE -posting.amount_fen END) AS amount_fen
               FROM ledger_posting AS posting
               JOIN ledger_entry AS entry ON entry.id = posting.entry_id
               JOIN ledger_book AS book ON book.id = posting.book_id AND book.region_id = %(region)s AND book.fund = %(fund)s
              WHERE posting.month = %(month)s
                AND posting.account_kind IN ('contributions_pooled', 'contributions_personal')
              GROUP BY entry.key) AS booked ON booked.key = bills.entry_key
 WHERE coalesce(bills.amount_fen, 0) <> coalesce(booked.amount_fen, 0) LIMIT 500
