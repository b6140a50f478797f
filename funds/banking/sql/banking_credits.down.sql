DROP FUNCTION banking_credits(text, date, date);
