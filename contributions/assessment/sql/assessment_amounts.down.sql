DROP FUNCTION assessment_amounts(bigint, bigint, bigint, int, int, int, bigint, int);
DROP FUNCTION assessment_rated(bigint, int);
