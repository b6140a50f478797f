-- Names months in which a book drew more than was granted, and plans that one person prepared and signed, or
-- prepared and answered, signed and answered, or answered and drew by (REG 40, 37).
SELECT format('book %s draws %s fen more in %s than was granted', drawn.book_id, drawn.fen - coalesce(granted.fen, 0), drawn.month)
  FROM (SELECT book_id, date_trunc('month', booked_on)::date AS month, sum(amount_fen) AS fen
          FROM ledger_posting AS moved
         WHERE flow = 'funding' AND account_kind = 'fiscal_account'
           AND NOT EXISTS (SELECT 1 FROM ledger_entry AS reversal WHERE reversal.reverses_id = moved.entry_id)
         GROUP BY 1, 2) AS drawn
  LEFT JOIN (SELECT book_id, month, sum(granted_fen) AS fen FROM ledger_fundingplan GROUP BY 1, 2) AS granted
    ON granted.book_id = drawn.book_id AND granted.month = drawn.month
 WHERE drawn.fen > coalesce(granted.fen, 0)
 UNION ALL
SELECT format('funding plan %s: who wrote the reply down prepared it, signed it, or draws by it', plan.number)
  FROM ledger_fundingplan AS plan
  JOIN agency_user AS maker ON maker.id = plan.prepared_by_id
  JOIN agency_user AS writer ON writer.id = plan.answered_by_id
  JOIN agency_user AS signer ON signer.id = plan.signed_by_id
 WHERE writer.person_hash IN (maker.person_hash, signer.person_hash) OR ledger_draws(plan.book_id, plan.month, plan.answered_by_id)
 UNION ALL
SELECT format('funding plan %s: the people are not those of the accounts, or one', plan.number)
  FROM ledger_fundingplan AS plan
  JOIN agency_user AS maker ON maker.id = plan.prepared_by_id
  LEFT JOIN agency_user AS signer ON signer.id = plan.signed_by_id
 WHERE agency_person_of_eyes(plan.prepared_eyes) <> maker.person_hash
    OR agency_person_of_eyes(plan.signed_eyes) <> coalesce(signer.person_hash, '')
    OR maker.person_hash = signer.person_hash
