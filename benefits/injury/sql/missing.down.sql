DROP TRIGGER injury_missing_as_recorded ON injury_cameback;
DROP TRIGGER injury_missing_as_recorded ON injury_missing;
DROP FUNCTION injury_missing_as_recorded();
DROP FUNCTION injury_missing_wrong(bigint);
