-- Names account credits without the line they come from, or of another amount, and lines of settled bills not credited.
SELECT format('credit of person %s, %s %s: no such line', credit.person_id, credit.month, credit.account)
  FROM accounts_credit AS credit
  LEFT JOIN assessment_line AS line
         ON line.person_id = credit.person_id AND line.month = credit.month AND line.insurance = credit.account
        AND line.employer_id = credit.employer_id AND line.version = credit.version AND line.account_fen = credit.amount_fen
 WHERE line.person_id IS NULL
UNION ALL
SELECT format('line of person %s, %s %s: settled and not credited', line.person_id, line.month, line.insurance)
  FROM assessment_bill AS bill
  JOIN assessment_line AS line
         ON line.employer_id = bill.payer AND line.month = bill.month AND line.version = bill.version
        AND line.insurance = bill.fund AND line.account_fen <> 0
  LEFT JOIN accounts_credit AS credit
         ON credit.person_id = line.person_id AND credit.month = line.month AND credit.account = line.insurance
        AND credit.employer_id = line.employer_id AND credit.version = line.version
 WHERE bill.settled_on IS NOT NULL AND credit.person_id IS NULL
