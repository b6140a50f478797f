DROP TRIGGER medical_advance ON medical_thirdpartyadvance;
DROP FUNCTION medical_advance();
DROP TRIGGER medical_reimbursed ON medical_reimbursed;
DROP FUNCTION medical_reimbursed();
