DROP TRIGGER agency_forbidden_posts ON agency_postgrant;
DROP FUNCTION agency_refuse_forbidden_posts();
