-- Applications, statements and certifications of injuries are what their cases say, whoever writes: an application is accepted by a
-- case of the person or the employer; a statement is of its employer; a certification is signed by two people, neither the injured;
-- it rests on the worker's evidence alone where the employer was asked and silent past its days; an injury is what was found.
-- law    WIR 17–20; WIC 8, 18–21; REG 37
CREATE FUNCTION injury_application_of_its_case() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM matters_case AS its
         WHERE its.id = NEW.case_id AND its.state = 'done'
           AND (NEW.applicant = 'employer' AND its.matter = 'injury_application_employer'
                AND its.subject = (SELECT number FROM registry_employer WHERE id = NEW.employer_id)
                OR NEW.applicant <> 'employer' AND its.matter = 'injury_application'
                AND its.subject = (SELECT number FROM registry_person WHERE id = NEW.person_id))) THEN
        RAISE EXCEPTION 'application % is of no case', NEW.number
            USING ERRCODE = 'check_violation', CONSTRAINT = 'injury_application_of_its_case';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER injury_application_of_its_case AFTER INSERT ON injury_application
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION injury_application_of_its_case();

CREATE FUNCTION injury_statement_of_its_case() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM matters_case AS its
          JOIN registry_employer AS employer ON employer.number = its.subject
          JOIN injury_application AS told ON told.id = NEW.application_id AND told.employer_id = employer.id
         WHERE its.id = NEW.case_id AND its.state = 'done' AND its.matter = 'injury_statement' AND told.answer_by IS NOT NULL) THEN
        RAISE EXCEPTION 'statement on application % is of no case', NEW.application_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'injury_statement_of_its_case';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER injury_statement_of_its_case AFTER INSERT ON injury_statement
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION injury_statement_of_its_case();

CREATE FUNCTION injury_certification_by_two() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE told injury_application; broken text;
BEGIN
    SELECT * INTO told FROM injury_application WHERE id = NEW.application_id;
    broken := CASE
        WHEN NOT claims_signed_by_two(NEW.case_id, ARRAY['injury_certification', 'injury_certification_clear'], told.person_id)
             THEN 'injury_certified_by_two'
        WHEN NEW.is_silent <> (told.answer_by IS NOT NULL
             AND NOT EXISTS (SELECT 1 FROM injury_statement WHERE application_id = NEW.application_id))
             OR NEW.is_silent AND (NEW.decided_at AT TIME ZONE 'Asia/Shanghai')::date <= told.answer_by THEN 'injury_employer_heard'
        WHEN (NEW.outcome = 'not_certified') = EXISTS (SELECT 1 FROM injury_injury WHERE certification_id = NEW.id)
             THEN 'injury_as_certified'
    END;
    IF broken IS NOT NULL THEN
        RAISE EXCEPTION 'certification upon application %: %', told.number, broken
            USING ERRCODE = 'check_violation', CONSTRAINT = broken;
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER injury_certification_by_two AFTER INSERT ON injury_certification
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION injury_certification_by_two();

-- Whether it is said to be on the site of a project that is insured elsewhere, or that covered the day and insured nobody.
CREATE FUNCTION injury_off_its_site(_project bigint, _region text, _on date, _insured boolean) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN EXISTS (SELECT 1 FROM projects_project AS project
                    WHERE project.id = _project
                      AND (project.region_id <> _region OR NOT _insured AND projects_covers(project.id, _on)));
END $$;

CREATE FUNCTION injury_as_certified() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM injury_certification AS decided
          JOIN injury_application AS told ON told.id = decided.application_id
         WHERE decided.id = NEW.certification_id AND decided.outcome <> 'not_certified'
           AND (told.person_id, told.employer_id, told.region_id) = (NEW.person_id, NEW.employer_id, NEW.region_id)) THEN
        RAISE EXCEPTION 'injury % is not as it was certified', NEW.number
            USING ERRCODE = 'check_violation', CONSTRAINT = 'injury_as_certified';
    END IF;
    IF injury_off_its_site(NEW.project_id, NEW.region_id, NEW.happened_on, NEW.was_insured) THEN
        RAISE EXCEPTION 'injury % is not insured as its project is', NEW.number
            USING ERRCODE = 'check_violation', CONSTRAINT = 'injury_insured_by_its_project';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER injury_as_certified BEFORE INSERT ON injury_injury
    FOR EACH ROW EXECUTE FUNCTION injury_as_certified();
