DROP FUNCTION payments_returned_later();
DROP FUNCTION payments_kept_lines(bigint, timestamptz);
DROP FUNCTION payments_stands(bigint, bigint);
DROP FUNCTION payments_left_of(bigint);
DROP FUNCTION payments_has_left(bigint, bigint);
