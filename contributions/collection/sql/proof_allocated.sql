-- Money allocated to a region's settled bills of a contribution month, by fund (provisional bills are not income).
SELECT bill.fund, sum(allocation.amount_fen)
  FROM assessment_bill AS bill JOIN collection_allocation AS allocation ON allocation.bill_id = bill.id
 WHERE bill.region_id = %(region)s AND bill.month = %(month)s AND bill.settled_on IS NOT NULL
   AND bill.kind IN ('assessed', 'adjustment', 'orders', 'project')
 GROUP BY bill.fund
