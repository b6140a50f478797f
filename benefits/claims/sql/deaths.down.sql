DROP TRIGGER claims_death_grant ON claims_deathgrant;
DROP FUNCTION claims_death_grant();
