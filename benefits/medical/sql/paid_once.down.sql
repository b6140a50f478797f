DROP TRIGGER medical_cleared_once_decided ON settlement_cleared;
DROP FUNCTION medical_cleared_once_decided();
DROP TRIGGER medical_not_settled_directly ON medical_reimbursed;
DROP FUNCTION medical_not_settled_directly();
DROP FUNCTION medical_paid_by(settlement_settlement, settlement_stay, medical_reimbursed);
