-- Employers whose late fees may differ from what was charged: money was put to their bills since a day, a fee is open, or was
-- charged by another law than is in force now.
-- in     region, since which day, employers a slice, the law of each month charged
-- out    first employer, last employer, how many
SELECT min(id), max(id), count(*)::int
  FROM (SELECT id, (row_number() OVER (ORDER BY id) - 1) / %(size)s AS part
          FROM (SELECT bill.employer_id AS id
                  FROM collection_allocation AS allocation JOIN assessment_bill AS bill ON bill.id = allocation.bill_id
                 WHERE allocation.allocated_on >= %(since)s AND bill.region_id = %(region)s AND bill.employer_id IS NOT NULL
                 UNION
                SELECT newest.employer_id
                  FROM (SELECT DISTINCT ON (fee.employer_id, fee.month, fee.fund) fee.*
                          FROM collection_latefee AS fee WHERE fee.region_id = %(region)s
                         ORDER BY fee.employer_id, fee.month, fee.fund, fee.version DESC) AS newest
                  JOIN unnest(%(months)s::date[], %(rates)s::int[], %(counts)s::boolean[]) AS law (month, rate_ppm, counts)
                    ON law.month = newest.month
                 WHERE (newest.rate_ppm, newest.counts_payment_day) IS DISTINCT FROM (law.rate_ppm, law.counts)
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
