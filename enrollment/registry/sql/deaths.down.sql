DROP TRIGGER registry_merge_death_guard ON registry_merge;
DROP TRIGGER registry_death_guard ON registry_person;
DROP FUNCTION registry_death_guard();
