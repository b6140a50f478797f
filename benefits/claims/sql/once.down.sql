DROP TRIGGER IF EXISTS claims_granted_once ON claims_grantedonce;
DROP FUNCTION IF EXISTS claims_granted_once();
