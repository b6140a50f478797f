DROP TRIGGER unemployment_spell_grant ON unemployment_spellgrant;
DROP FUNCTION unemployment_spell_grant();
