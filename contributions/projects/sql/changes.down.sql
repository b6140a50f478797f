DROP TRIGGER projects_insured_at_its_site ON projects_project;
DROP FUNCTION projects_insured_at_its_site();
DROP TRIGGER projects_change_guard ON projects_costchange;
DROP FUNCTION projects_change_guard();
DROP FUNCTION projects_change_follows(bigint);
DROP FUNCTION projects_change_is_billed(bigint);
DROP FUNCTION projects_stood_before(bigint);
