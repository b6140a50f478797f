DROP TRIGGER providers_account_as_approved ON providers_institution;
DROP FUNCTION providers_account_as_approved();
DROP TRIGGER providers_account_change_course ON providers_accountchange;
DROP FUNCTION providers_account_change_course();
