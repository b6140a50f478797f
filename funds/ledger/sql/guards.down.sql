DROP TRIGGER ledger_account_of_its_book ON ledger_account;
DROP FUNCTION ledger_account_of_its_book();
DROP TRIGGER ledger_check_postings ON ledger_posting;
DROP FUNCTION ledger_check_postings();
DROP TRIGGER ledger_entry_balances ON ledger_entry;
DROP FUNCTION ledger_entry_balances();
DROP TRIGGER ledger_stamp_entry ON ledger_entry;
DROP FUNCTION ledger_stamp_entry();
