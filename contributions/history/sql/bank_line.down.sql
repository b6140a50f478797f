DROP TRIGGER history_bank_line_fits ON history_historyfile;
DROP FUNCTION history_bank_line_fits();
