DROP TRIGGER medical_recovery ON medical_thirdpartyrecovered;
DROP FUNCTION medical_recovery();
DROP FUNCTION medical_recovery_wrong(medical_thirdpartyrecovered);
DROP TRIGGER medical_advance_one_by_one ON medical_thirdpartyrecovered;
DROP FUNCTION medical_advance_one_by_one();
DROP FUNCTION medical_advance_arrived(bigint, timestamptz);
