-- Nothing was booked on them, or their postings hold them: then the migration is not taken back.
-- law    REG 53
-- in     nothing
-- out    the accounts that nothing was booked on are gone
-- again  removes nothing
DELETE FROM ledger_account WHERE kind = 'transfer_in_transit'
   AND NOT EXISTS (SELECT 1 FROM ledger_posting WHERE account_id = ledger_account.id)
