-- Names account credits without the line they come from, or of another amount.
SELECT format('credit of person %s, %s %s: no such line', credit.person_id, credit.month, credit.account)
  FROM accounts_credit AS credit
  LEFT JOIN assessment_line AS line
         ON line.person_id = credit.person_id AND line.month = credit.month AND line.insurance = credit.account
        AND line.employer_id = credit.employer_id AND line.version = credit.version AND line.account_fen = credit.amount_fen
 WHERE line.person_id IS NULL
