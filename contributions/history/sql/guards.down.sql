-- Takes back what guards.sql makes.
DROP TRIGGER history_openings_are_told ON accounts_opening;
DROP FUNCTION history_openings_are_told();
DROP TRIGGER history_months_are_told ON history_historymonth;
DROP FUNCTION history_months_are_told();
DROP TRIGGER history_rows_come_with_their_file ON history_historyrow;
DROP FUNCTION history_rows_come_with_their_file();
DROP TRIGGER history_row_stays ON history_historyrow;
DROP FUNCTION history_row_stays();
DROP TRIGGER history_file_begins_received ON history_historyfile;
DROP FUNCTION history_file_begins_received();
DROP TRIGGER history_file_stays ON history_historyfile;
DROP FUNCTION history_file_stays();
