DROP FUNCTION IF EXISTS payments_arrived_after_all();
DROP FUNCTION payments_returned_later();
DROP FUNCTION payments_has_left(bigint, bigint);
