DROP TRIGGER registry_closing_not_deleted ON registry_closing;
DROP TRIGGER registry_closing_stays ON registry_closing;
DROP FUNCTION registry_closing_stays();
DROP TRIGGER registry_employer_closed_by_a_case ON registry_employer;
DROP FUNCTION registry_employer_closed_by_a_case();
