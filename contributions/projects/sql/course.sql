-- A project is registered by a case of its contractor that two people decided, with a bill of just its premium and its planned
-- term; a bill of a project is that of one, or of its changed cost. Terms follow each other by cases of their own: longer only
-- when filed by the end that stands, ended once and never for days that have passed.
-- law    SPI 3; 人社部发〔2014〕103号; REG 37
CREATE FUNCTION projects_is_decided(_case bigint, _matter text, _employer bigint, _moment timestamptz)
RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT 1 FROM matters_case AS its
                    WHERE its.id = _case AND collection_is_decided(its.number, _matter, 'hrss', _employer, _moment, 2))
$$;

CREATE FUNCTION projects_project_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE broken text;
BEGIN
    broken := CASE
        WHEN NOT projects_is_decided(NEW.case_id, 'project_registration', NEW.employer_id, NEW.registered_at)
             THEN 'project_decided_by_two'
        WHEN NOT EXISTS (
             SELECT 1 FROM assessment_bill AS bill
              WHERE bill.id = NEW.bill_id AND bill.kind = 'project' AND bill.fund = 'injury'
                AND (bill.employer_id, bill.region_id, bill.total_fen) = (NEW.employer_id, NEW.region_id, NEW.premium_fen))
             THEN 'project_is_billed'
        WHEN NOT EXISTS (SELECT 1 FROM projects_term WHERE project_id = NEW.id AND case_id = NEW.case_id AND kind = 'planned')
             THEN 'project_has_a_term'
    END;
    IF broken IS NOT NULL THEN
        RAISE EXCEPTION 'project %: %', NEW.number, broken USING ERRCODE = 'check_violation', CONSTRAINT = broken;
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER projects_project_guard AFTER INSERT ON projects_project
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION projects_project_guard();

CREATE FUNCTION projects_bill_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM projects_project WHERE bill_id = NEW.id AND NEW.of_bill_id IS NULL)
       AND NOT EXISTS (SELECT 1 FROM projects_costchange WHERE bill_id = NEW.id AND NEW.of_bill_id IS NOT NULL) THEN
        RAISE EXCEPTION 'bill % is of no project', NEW.id USING ERRCODE = 'check_violation', CONSTRAINT = 'project_of_its_bill';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER projects_bill_guard AFTER INSERT ON assessment_bill
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.kind = 'project') EXECUTE FUNCTION projects_bill_guard();

CREATE FUNCTION projects_term_course() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE before record; starts date;
BEGIN
    SELECT project.starts_on INTO starts
      FROM projects_project AS project JOIN registry_employer AS contractor ON contractor.id = project.employer_id
     WHERE project.id = NEW.project_id
       FOR UPDATE OF contractor;
    SELECT kind, last_on INTO before FROM projects_term WHERE project_id = NEW.project_id ORDER BY id DESC LIMIT 1;
    IF NOT coalesce(CASE NEW.kind
            WHEN 'planned' THEN before.kind IS NULL AND NEW.last_on >= starts
            WHEN 'extended' THEN before.kind <> 'ended' AND NEW.last_on > before.last_on AND NEW.filed_on <= before.last_on
            WHEN 'ended' THEN before.kind <> 'ended' AND NEW.last_on BETWEEN NEW.filed_on AND before.last_on
        END, false) THEN
        RAISE EXCEPTION 'project %: it is not % until % as of %', NEW.project_id, NEW.kind, NEW.last_on, NEW.filed_on
            USING ERRCODE = 'check_violation', CONSTRAINT = 'project_term_course';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER projects_term_course BEFORE INSERT ON projects_term
    FOR EACH ROW EXECUTE FUNCTION projects_term_course();

CREATE FUNCTION projects_matter_of(_kind text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE _kind WHEN 'planned' THEN 'project_registration' WHEN 'extended' THEN 'project_extension' ELSE 'project_ending' END
$$;

CREATE FUNCTION projects_term_decided() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM projects_project AS project
         WHERE project.id = NEW.project_id
           AND projects_is_decided(NEW.case_id, projects_matter_of(NEW.kind), project.employer_id, NEW.decided_at)) THEN
        RAISE EXCEPTION 'project %: no two people decided that it is %', NEW.project_id, NEW.kind
            USING ERRCODE = 'check_violation', CONSTRAINT = 'project_decided_by_two';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER projects_term_decided AFTER INSERT ON projects_term
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION projects_term_decided();
