DROP FUNCTION payments_returned_later();
DROP FUNCTION payments_has_left(bigint, bigint);
