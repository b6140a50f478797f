-- Names allocations that cross funds or regions (SIL 64: funds are never mixed).
SELECT format('allocation %s puts money of book %s to bill %s', allocation.id, receipt.book_id, bill.id)
  FROM collection_allocation AS allocation
  JOIN collection_receipt AS receipt ON receipt.id = allocation.receipt_id
  JOIN ledger_book AS book ON book.id = receipt.book_id
  JOIN assessment_bill AS bill ON bill.id = allocation.bill_id
 WHERE book.fund <> bill.fund OR book.region_id <> bill.region_id
