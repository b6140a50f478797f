-- Names claims that are not the sum of their items, items nobody paid for, money of claims that is not booked or not credited,
-- and credits without a claim that was paid.
WITH items AS (
    SELECT claim_id, sum(amount_fen) AS amount_fen, count(DISTINCT person_id) AS people FROM selfpay_subsidyitem GROUP BY claim_id
)
SELECT format('claim %s asks for %s fen, its items for %s', claim.number, claim.total_fen, coalesce(items.amount_fen, 0))
  FROM selfpay_subsidyclaim AS claim LEFT JOIN items ON items.claim_id = claim.id
 WHERE (claim.total_fen, claim.people) IS DISTINCT FROM (items.amount_fen, items.people)
UNION ALL
SELECT format('item %s of person %s, %s: nothing was paid for it', item.id, item.person_id, item.month)
  FROM selfpay_subsidyitem AS item
 WHERE NOT EXISTS (SELECT 1 FROM assessment_bill AS bill
                    WHERE bill.person_id = item.person_id AND bill.month = item.month AND bill.settled_on IS NOT NULL
                      AND (bill.fund = item.kind
                           OR item.kind = 'hard_to_place' AND bill.fund NOT IN ('pension_resident', 'medical_resident')))
UNION ALL
SELECT format('claim %s: %s fen came, the ledger books %s', claim.number, claim.total_fen, coalesce(booked.amount_fen, 0))
  FROM selfpay_subsidyclaim AS claim
  LEFT JOIN (SELECT entry.key, sum(posting.amount_fen) AS amount_fen
               FROM ledger_entry AS entry JOIN ledger_posting AS posting ON posting.entry_id = entry.id
              WHERE entry.flow = 'fiscal_subsidy' AND posting.side = 'DEBIT' GROUP BY entry.key) AS booked
    ON booked.key = claim.entry_key
 WHERE claim.entry_key <> '' AND claim.total_fen IS DISTINCT FROM booked.amount_fen
UNION ALL
SELECT format('claim %s, person %s: claimed and not credited, or credited and not claimed', coalesce(claimed.number, credit.claim),
              coalesce(claimed.person_id, credit.person_id))
  FROM (SELECT claim.number, claim.region_id, item.person_id, item.month, item.amount_fen
          FROM selfpay_subsidyitem AS item JOIN selfpay_subsidyclaim AS claim ON claim.id = item.claim_id
         WHERE claim.received_on IS NOT NULL AND claim.kind = 'pension_resident') AS claimed
  FULL JOIN accounts_subsidycredit AS credit
    ON credit.claim = claimed.number AND credit.person_id = claimed.person_id AND credit.month = claimed.month
   AND credit.amount_fen = claimed.amount_fen AND credit.region_id = claimed.region_id
 WHERE claimed.number IS NULL OR credit.id IS NULL
