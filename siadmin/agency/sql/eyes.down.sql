DROP FUNCTION agency_check_eyes();
