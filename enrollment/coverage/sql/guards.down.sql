-- Takes back what guards.sql makes.
DROP TRIGGER coverage_batch_stays ON coverage_batch;
DROP TRIGGER coverage_row_not_deleted ON coverage_row;
DROP TRIGGER coverage_dispute_not_deleted ON coverage_dispute;
DROP TRIGGER coverage_mismatch_not_deleted ON coverage_mismatch;
DROP TRIGGER coverage_finding_not_deleted ON coverage_finding;
DROP TRIGGER coverage_dispute_stays ON coverage_dispute;
DROP TRIGGER coverage_mismatch_stays ON coverage_mismatch;
DROP TRIGGER coverage_finding_stays ON coverage_finding;
DROP FUNCTION coverage_stays();
