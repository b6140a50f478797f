DROP TRIGGER claims_granted_once ON claims_grantedonce;
DROP FUNCTION claims_granted_once();
