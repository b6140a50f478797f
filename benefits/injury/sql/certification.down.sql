DROP TRIGGER injury_as_certified ON injury_injury;
DROP TRIGGER injury_certification_by_two ON injury_certification;
DROP TRIGGER injury_statement_of_its_case ON injury_statement;
DROP TRIGGER injury_application_of_its_case ON injury_application;
DROP FUNCTION injury_as_certified();
DROP FUNCTION injury_off_its_site(bigint, text, date, boolean);
DROP FUNCTION injury_certification_by_two();
DROP FUNCTION injury_statement_of_its_case();
DROP FUNCTION injury_application_of_its_case();
