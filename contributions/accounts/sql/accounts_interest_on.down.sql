DROP FUNCTION accounts_interest_on(bigint, bigint, int);
