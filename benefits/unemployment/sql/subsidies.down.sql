DROP TRIGGER IF EXISTS unemployment_subsidy_grant ON unemployment_subsidygrant;
DROP FUNCTION IF EXISTS unemployment_subsidy_grant();
