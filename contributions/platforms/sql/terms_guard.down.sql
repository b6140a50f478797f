DROP TRIGGER platforms_terms_guard ON platforms_platformterms;
DROP FUNCTION platforms_terms_guard();
