DROP FUNCTION assessment_difference(text, date, bigint, bigint, boolean, boolean);
DROP FUNCTION assessment_subjects(text, date, bigint, bigint, boolean, boolean);
