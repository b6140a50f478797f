DROP FUNCTION assessment_difference(text, date, bigint, bigint, boolean, boolean, bigint);
DROP FUNCTION assessment_subjects(text, date, bigint, bigint, boolean, boolean);
DROP FUNCTION assessment_due(text, date, bigint, bigint, bigint);
DROP FUNCTION assessment_insured(text, date, bigint, bigint, bigint);
