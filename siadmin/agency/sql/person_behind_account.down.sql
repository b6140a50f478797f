DROP TRIGGER agency_postgrant_not_deleted ON agency_postgrant;
DROP TRIGGER agency_person_stays ON agency_user;
DROP FUNCTION agency_person_stays();
