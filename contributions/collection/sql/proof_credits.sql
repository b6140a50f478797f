-- Employee shares for accounts on a region's settled bills of a month, by their lines, against what was credited.
WITH paid AS (
    SELECT bill.fund, bill.payer, bill.month, bill.version FROM assessment_bill AS bill
     WHERE bill.region_id = %(region)s AND bill.month = %(month)s AND bill.settled_on IS NOT NULL AND bill.account_fen <> 0
), shares AS (
    SELECT paid.fund, sum(line.account_fen) AS amount_fen
      FROM paid JOIN assessment_line AS line
        ON line.employer_id = paid.payer AND line.month = paid.month AND line.version = paid.version
       AND line.insurance = paid.fund
     WHERE line.month = %(month)s GROUP BY paid.fund
), credits AS (
    SELECT credit.account AS fund, sum(credit.amount_fen) AS amount_fen
      FROM accounts_credit AS credit
      JOIN assessment_bill AS bill ON bill.id = credit.bill_id AND bill.region_id = %(region)s
     WHERE credit.month = %(month)s GROUP BY credit.account
)
SELECT fund, coalesce(shares.amount_fen, 0), coalesce(credits.amount_fen, 0) FROM shares FULL JOIN credits USING (fund)
