DROP TRIGGER registry_activation_guard ON registry_activation;
DROP FUNCTION registry_activation_guard();
DROP TRIGGER registry_first_phone_guard ON registry_person;
DROP FUNCTION registry_first_phone_guard();
DROP TRIGGER registry_phone_guard ON registry_person;
DROP FUNCTION registry_phone_guard();
DROP FUNCTION registry_signers(bigint);
