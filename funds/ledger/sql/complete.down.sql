DROP TRIGGER ledger_closing_names_its_people ON ledger_closing;
DROP FUNCTION ledger_closing_names_its_people();
DROP TRIGGER ledger_complete_entry_stays ON ledger_posting;
DROP FUNCTION ledger_complete_entry_stays();
