-- Each entry's money allocated to settled bills and what it books, for a region's month and fund.
-- in     region, month, fund, whether only unequal ones, first row, most rows
-- out    the entry's key, its day, allocated, booked in fen, and how many entries there are in all
SELECT key, coalesce(entry.booked_on::text, ''), coalesce(bills.amount_fen, 0), coalesce(booked.amount_fen, 0), count(*) OVER ()
  FROM (SELECT bill.entry_key AS key, sum(allocation.amount_fen) AS amount_fen
          FROM assessment_bill AS bill JOIN collection_allocation AS allocation ON allocation.bill_id = bill.id
         WHERE bill.region_id = %(region)s AND bill.month = %(month)s AND bill.fund = %(fund)s
           AND bill.settled_on IS NOT NULL AND bill.kind IN ('assessed', 'adjustment', 'orders', 'project')
         GROUP BY bill.entry_key HAVING sum(allocation.amount_fen) <> 0) AS bills
  FULL JOIN (SELECT voucher.key, sum(CASE posting.side WHEN 'CREDIT' THEN posting.amount_fen ELSE -posting.amount_fen END) AS amount_fen
               FROM ledger_posting AS posting
               JOIN ledger_entry AS voucher ON voucher.id = posting.entry_id
               JOIN ledger_book AS book ON book.id = posting.book_id AND book.region_id = %(region)s AND book.fund = %(fund)s
              WHERE posting.month = %(month)s
                AND posting.account_kind IN ('contributions_pooled', 'contributions_personal')
              GROUP BY voucher.key) AS booked USING (key)
  LEFT JOIN ledger_entry AS entry USING (key)
 WHERE NOT %(unequal)s OR coalesce(bills.amount_fen, 0) <> coalesce(booked.amount_fen, 0)
 ORDER BY entry.booked_on, key LIMIT %(most)s OFFSET %(first)s
