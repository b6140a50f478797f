DROP TRIGGER injury_closing_owes_nothing ON registry_employer;
DROP FUNCTION injury_refuse_closing();
