DROP TRIGGER medical_advance_recovered ON medical_thirdpartyrecovered;
DROP FUNCTION medical_advance_recovered();
