DROP FUNCTION projects_covers(bigint, date);
DROP FUNCTION projects_last_on(bigint);
DROP FUNCTION projects_insured_from(bigint);
