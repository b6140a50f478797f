DROP FUNCTION assessment_due(text, date, bigint, bigint);
