DELETE FROM ledger_account WHERE kind = 'late_fees'
