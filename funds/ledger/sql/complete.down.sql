DROP TRIGGER ledger_complete_entry_stays ON ledger_posting;
DROP FUNCTION ledger_complete_entry_stays();
