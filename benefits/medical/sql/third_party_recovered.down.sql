DROP TRIGGER medical_recovery ON medical_thirdpartyrecovered;
DROP FUNCTION medical_recovery();
DROP FUNCTION medical_recovery_wrong(medical_thirdpartyrecovered);
DROP TRIGGER medical_advance_recovered ON medical_thirdpartyrecovered;
DROP FUNCTION medical_advance_recovered();
DROP FUNCTION medical_advance_paid(bigint);
