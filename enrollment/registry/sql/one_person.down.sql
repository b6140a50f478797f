DROP TRIGGER registry_numbers_of_one_person ON registry_identifier;
DROP FUNCTION registry_numbers_of_one_person();
