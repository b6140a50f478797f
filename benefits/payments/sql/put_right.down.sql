DROP FUNCTION payments_put_right(date, bigint, text, jsonb);
