-- Employers whose late fees may differ from what was charged: money was put to their bills since a day, or a fee is open.
-- in     region, since which day, employers a slice
-- out    first employer, last employer, how many
SELECT min(id), max(id), count(*)::int
  FROM (SELECT id, (row_number() OVER (ORDER BY id) - 1) / %(size)s AS part
          FROM (SELECT bill.employer_id AS id
                  FROM collection_allocation AS allocation JOIN assessment_bill AS bill ON bill.id = allocation.bill_id
                 WHERE allocation.allocated_on >= %(since)s AND bill.region_id = %(region)s
                 UNION
                SELECT fee.employer_id FROM collection_latefee AS fee
                 WHERE fee.region_id = %(region)s
                 GROUP BY fee.employer_id
                HAVING sum(fee.amount_fen)
                    <> coalesce((SELECT sum(payment.amount_fen)
                                   FROM collection_feepayment AS payment
                                   JOIN collection_receipt AS receipt ON receipt.id = payment.receipt_id
                                   JOIN ledger_book AS book ON book.id = receipt.book_id AND book.region_id = %(region)s
                                  WHERE payment.employer_id = fee.employer_id), 0)) AS employer) AS cut
 GROUP BY part ORDER BY part
