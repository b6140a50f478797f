DROP TRIGGER payments_file_from_returned ON payments_bankfile;
DROP FUNCTION payments_file_from_returned();
DROP FUNCTION payments_from_returned(date, bigint);
