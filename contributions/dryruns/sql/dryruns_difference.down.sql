DROP FUNCTION dryruns_difference(text, date, bigint, bigint, bigint);
