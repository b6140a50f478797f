-- Names bills whose account credits are not their lines' account amounts: settled and not credited, or the reverse.
WITH credited AS (SELECT bill_id, sum(amount_fen) AS amount_fen FROM accounts_credit GROUP BY bill_id)
SELECT format('bill %s of payer %s, %s %s: %s fen for accounts, %s credited', bill.id, bill.payer, bill.month, bill.fund,
              bill.account_fen, coalesce(credited.amount_fen, 0))
  FROM assessment_bill AS bill LEFT JOIN credited ON credited.bill_id = bill.id
 WHERE coalesce(credited.amount_fen, 0) <> CASE WHEN bill.settled_on IS NULL THEN 0 ELSE bill.account_fen END
