-- Acting for somebody rests on a mandate that stands: a case of a person by an agent names one that covers its matter on
-- the day it is received; the agent is another natural person than whom they act for, than the clerk who receives it, and
-- than whoever signs it. A mandate stays as recorded; it is ended once. Under whichever record of a person it was given, it
-- covers a case of that person; records between which one stands are not merged.
-- law    REG 30, 37; Civil Code 162, 165, 173
CREATE FUNCTION agents_people_of(person bigint) RETURNS SETOF bytea LANGUAGE sql STABLE AS $$
    SELECT DISTINCT agency_person_behind(value_hash) FROM registry_identifier WHERE person_id = person
$$;

CREATE FUNCTION agents_mandate_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE broken text;
BEGIN
    broken := CASE
        WHEN EXISTS (SELECT agents_people_of(NEW.person_id) INTERSECT SELECT agents_people_of(NEW.agent_id))
             THEN 'mandate_not_to_oneself'
        WHEN TG_OP = 'UPDATE' AND (OLD.ended_at IS NOT NULL
             OR (to_jsonb(NEW) - '{ended_at,ended_by_id,ended_because}'::text[])
                IS DISTINCT FROM (to_jsonb(OLD) - '{ended_at,ended_by_id,ended_because}'::text[])) THEN 'mandate_stays'
    END;
    IF broken IS NOT NULL THEN
        RAISE EXCEPTION 'mandate %: %', NEW.number, broken USING ERRCODE = 'check_violation', CONSTRAINT = broken;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER agents_mandate_guard BEFORE INSERT OR UPDATE ON agents_mandate
    FOR EACH ROW EXECUTE FUNCTION agents_mandate_guard();
CREATE TRIGGER agents_mandate_not_deleted BEFORE DELETE ON agents_mandate
    FOR EACH ROW EXECUTE FUNCTION kernel_refuse_change();

-- again  the lock on the mandate makes an end that comes at the same moment wait, or be seen
CREATE FUNCTION agents_case_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE held record; today date := (NEW.received_at AT TIME ZONE 'Asia/Shanghai')::date;
BEGIN
    SELECT mandate.*, agent.number AS agent_number, agent.died_on AS agent_died_on, person.died_on AS person_died_on INTO held
      FROM agents_mandate AS mandate
      JOIN registry_person AS agent ON agent.id = mandate.agent_id
      JOIN registry_person AS person ON person.id = mandate.person_id
      JOIN registry_person AS subject ON subject.number = NEW.subject
     WHERE mandate.number = NEW.mandate AND registry_was_one(person.id, subject.id, NEW.received_at)
       FOR SHARE OF mandate;
    IF held.id IS NULL OR held.ended_at IS NOT NULL OR NOT daterange(held.starts_on, held.ends_before) @> today
       OR held.agent_number <> NEW.agent_number OR coalesce(held.agent_died_on, held.person_died_on) IS NOT NULL
       OR NOT (held.matters = '[]' OR held.matters ? NEW.matter) THEN
        RAISE EXCEPTION 'case % is by no agent whose mandate covers it', NEW.number
            USING ERRCODE = 'check_violation', CONSTRAINT = 'case_by_a_mandate';
    END IF;
    IF NEW.channel IN ('counter', 'home_visit')
       AND (SELECT person_hash FROM agency_user WHERE id = NEW.received_by_id) IN (SELECT agents_people_of(held.agent_id)) THEN
        RAISE EXCEPTION 'case % is received by its agent', NEW.number
            USING ERRCODE = 'check_violation', CONSTRAINT = 'case_not_received_by_its_agent';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER agents_case_guard BEFORE INSERT ON matters_case
    FOR EACH ROW WHEN (NEW.applied_by = 'agent' AND NEW.subject_kind = 'person' OR NEW.mandate <> '' OR NEW.agent_number <> '')
    EXECUTE FUNCTION agents_case_guard();

CREATE FUNCTION agents_step_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE agent bigint;
BEGIN
    SELECT mandate.agent_id INTO agent
      FROM matters_case AS its JOIN agents_mandate AS mandate ON mandate.number = its.mandate
     WHERE its.id = NEW.case_id AND its.mandate <> '';
    IF agent IS NOT NULL AND agency_person_of_eyes(NEW.eyes) IN (SELECT agents_people_of(agent)) THEN
        RAISE EXCEPTION 'step of case % is by its agent', NEW.case_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'step_not_by_the_agent';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER agents_step_guard BEFORE INSERT ON matters_step
    FOR EACH ROW WHEN (NEW.act IN ('handle', 'review', 'approve', 'refuse', 'reopen')) EXECUTE FUNCTION agents_step_guard();

CREATE FUNCTION agents_merge_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE held text;
BEGIN
    SELECT mandate.number INTO held
      FROM agents_mandate AS mandate
     WHERE mandate.ended_at IS NULL
       AND mandate.person_id IN (SELECT person_id FROM registry_onepeople WHERE head_id = NEW.into_id)
       AND mandate.agent_id IN (SELECT person_id FROM registry_onepeople WHERE head_id = NEW.into_id)
     LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'mandate % is between records % and %', held, NEW.record_id, NEW.into_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'merge_without_a_mandate_between';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER agents_merge_guard AFTER INSERT ON registry_merge
    FOR EACH ROW EXECUTE FUNCTION agents_merge_guard();
