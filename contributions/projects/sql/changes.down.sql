CREATE OR REPLACE FUNCTION projects_bill_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM projects_project WHERE bill_id = NEW.id) THEN
        RAISE EXCEPTION 'bill % is of no project', NEW.id USING ERRCODE = 'check_violation', CONSTRAINT = 'project_of_its_bill';
    END IF;
    RETURN NULL;
END $$;
DROP TRIGGER projects_insured_at_its_site ON projects_project;
DROP FUNCTION projects_insured_at_its_site();
DROP TRIGGER projects_change_guard ON projects_costchange;
DROP FUNCTION projects_change_guard();
DROP FUNCTION projects_change_follows(bigint);
DROP FUNCTION projects_change_is_billed(bigint);
DROP FUNCTION projects_premium_before(bigint);
