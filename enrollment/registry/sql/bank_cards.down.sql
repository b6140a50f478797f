DROP TRIGGER registry_bank_card_stays ON registry_bankcard;
DROP FUNCTION registry_bank_card_stays();
