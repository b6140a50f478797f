-- What bills of one pooling region credited to a person's account, in fen.
-- in     person, account, region
-- out    one row: the sum
SELECT coalesce(sum(credit.amount_fen), 0)::bigint
  FROM accounts_credit AS credit JOIN assessment_bill AS bill ON bill.id = credit.bill_id
 WHERE credit.person_id = %(person)s AND credit.account = %(account)s AND bill.region_id = %(region)s
