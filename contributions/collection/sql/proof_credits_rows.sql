-- People whose paid share of a region's month was not credited as it should be.
SELECT person.number, coalesce(shares.amount_fen, 0) - coalesce(credits.amount_fen, 0)
  FROM (SELECT line.person_id, sum(line.account_fen) AS amount_fen
          FROM assessment_bill AS bill JOIN assessment_line AS line
            ON line.employer_id = bill.payer AND line.month = bill.month AND line.version = bill.version
           AND line.insurance = bill.fund
         WHERE bill.region_id = %(region)s AND bill.month = %(month)s AND bill.fund = %(fund)s
           AND bill.settled_on IS NOT NULL AND line.month = %(month)s GROUP BY line.person_id) AS shares
  FULL JOIN (SELECT credit.person_id, sum(credit.amount_fen) AS amount_fen
               FROM accounts_credit AS credit
               JOIN assessment_bill AS bill ON bill.id = credit.bill_id AND bill.region_id = %(region)s
              WHERE credit.month = %(month)s AND credit.account = %(fund)s GROUP BY credit.person_id) AS credits USING (person_id)
  JOIN registry_person AS person ON person.id = person_id
 WHERE coalesce(shares.amount_fen, 0) <> coalesce(credits.amount_fen, 0) ORDER BY person.number LIMIT 500
