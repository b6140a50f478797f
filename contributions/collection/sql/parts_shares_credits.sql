-- Each payer's shares for accounts on settled bills and what was credited, for a region's month and fund.
-- in     region, month, fund, whether only unequal ones, first row, most rows
-- out    payer's number and name, shares, credits in fen, and how many payers there are in all
SELECT coalesce(employer.number, person.number), coalesce(employer.name, person.name),
       coalesce(shares.amount_fen, 0), coalesce(credits.amount_fen, 0), count(*) OVER ()
  FROM (SELECT bill.payer, sum(line.account_fen) AS amount_fen
          FROM assessment_bill AS bill JOIN assessment_line AS line
            ON line.employer_id = bill.payer AND line.month = bill.month AND line.version = bill.version
           AND line.insurance = bill.fund
         WHERE bill.region_id = %(region)s AND bill.month = %(month)s AND bill.fund = %(fund)s
           AND bill.settled_on IS NOT NULL AND bill.account_fen <> 0 AND line.month = %(month)s
         GROUP BY bill.payer) AS shares
  FULL JOIN (SELECT credit.employer_id AS payer, sum(credit.amount_fen) AS amount_fen
               FROM accounts_credit AS credit
               JOIN assessment_bill AS bill ON bill.id = credit.bill_id AND bill.region_id = %(region)s
              WHERE credit.month = %(month)s AND credit.account = %(fund)s
              GROUP BY credit.employer_id) AS credits USING (payer)
  LEFT JOIN registry_employer AS employer ON employer.id = payer
  LEFT JOIN registry_person AS person ON person.id = -payer
 WHERE NOT %(unequal)s OR coalesce(shares.amount_fen, 0) <> coalesce(credits.amount_fen, 0)
 ORDER BY coalesce(employer.name_folded, person.name_folded), 1 LIMIT %(most)s OFFSET %(first)s
