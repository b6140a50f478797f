DROP TRIGGER agency_granted_from_above ON agency_postgrant;
DROP FUNCTION agency_granted_from_above();
