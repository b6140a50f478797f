DROP TRIGGER accounts_payment_held ON accounts_payment;
DROP FUNCTION accounts_payment_held();
DROP FUNCTION accounts_left(bigint[], text, text);
