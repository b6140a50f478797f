DROP TRIGGER injury_one_of_both ON payments_entitlement;
DROP FUNCTION injury_one_of_both();
