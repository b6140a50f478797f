DROP FUNCTION banking_open_postings(bigint, date);
DROP FUNCTION banking_open_lines(bigint);
