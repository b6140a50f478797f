DROP TRIGGER injury_appraisal_by_two ON injury_appraisal;
DROP FUNCTION injury_appraisal_by_two();
