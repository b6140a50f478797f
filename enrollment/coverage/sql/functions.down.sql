-- Takes back what functions.sql makes.
DROP FUNCTION coverage_lapsed(text, date, bigint, bigint, jsonb);
DROP FUNCTION coverage_missing(text, date, bigint, bigint, jsonb);
DROP FUNCTION coverage_months(date, date);
DROP FUNCTION coverage_weight(boolean, boolean, integer);
