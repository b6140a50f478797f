DROP TRIGGER banking_match_fits ON banking_match;
DROP FUNCTION banking_match_fits();
DROP TRIGGER banking_line_begins_unmatched ON banking_statementline;
DROP FUNCTION banking_line_begins_unmatched();
DROP TRIGGER banking_line_stays ON banking_statementline;
DROP FUNCTION banking_line_stays();
