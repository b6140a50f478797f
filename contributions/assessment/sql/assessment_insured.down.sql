DROP FUNCTION assessment_due(text, date, bigint, bigint);
DROP FUNCTION assessment_insured(text, date, bigint, bigint);
