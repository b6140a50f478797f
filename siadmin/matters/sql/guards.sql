-- What a case promises, kept by the database whoever writes:
-- it begins received; every change raises its version and has its step; it is done or refused only with as many
-- different natural persons as its hands, all on the facts that stand; hands never fall; facts and papers change only
-- before the first signature; a decided case stays, but for a refused one that somebody else reopens; nothing is deleted.
-- law    REG 37 (tiered review), 38 (the course of handling is recorded), 53 (records are neither lost nor tampered with)
CREATE FUNCTION matters_case_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE broken text; signed int;
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF (NEW.state, NEW.round, NEW.version, NEW.facts_version) IS DISTINCT FROM ('received', 1, 0, 1) THEN
            RAISE EXCEPTION 'case % does not begin as received', NEW.number
                USING ERRCODE = 'check_violation', CONSTRAINT = 'case_begins_received';
        END IF;
        RETURN NEW;
    END IF;
    SELECT count(DISTINCT agency_person_of_eyes(eyes)) INTO signed FROM matters_step
     WHERE case_id = NEW.id AND round = NEW.round AND facts_version = NEW.facts_version
       AND (act IN ('handle', 'review', 'approve') OR act = 'refuse' AND NEW.state = 'refused');
    broken := CASE
        WHEN NEW.version <> OLD.version + 1 THEN 'case_version_rises'
        WHEN (NEW.number, NEW.matter, NEW.office_id, NEW.subject_kind, NEW.subject, NEW.channel, NEW.applied_by,
              NEW.agent, NEW.agent_number, NEW.mandate, NEW.received_by_id, NEW.received_at)
             IS DISTINCT FROM
             (OLD.number, OLD.matter, OLD.office_id, OLD.subject_kind, OLD.subject, OLD.channel, OLD.applied_by,
              OLD.agent, OLD.agent_number, OLD.mandate, OLD.received_by_id, OLD.received_at) THEN 'case_keeps_what_it_is'
        WHEN OLD.decided_at IS NOT NULL AND NOT (
             (OLD.state, NEW.state, NEW.round) = ('refused', 'received', OLD.round + 1) AND EXISTS (
             SELECT 1 FROM matters_step WHERE case_id = NEW.id AND round = NEW.round AND act = 'reopen'))
             THEN 'case_decided_stays'
        WHEN NEW.hands < OLD.hands THEN 'case_hands_never_fall'
        WHEN NEW.facts_version <> OLD.facts_version AND (
             NEW.facts_version <> OLD.facts_version + 1
             OR OLD.state NOT IN ('received', 'correcting', 'returned')
             OR NEW.state NOT IN ('received', 'correcting', 'returned')) THEN 'case_facts_stand'
        WHEN NEW.round <> OLD.round + (
             CASE WHEN NEW.state = 'returned' AND OLD.state <> 'returned' OR OLD.state = 'refused' THEN 1 ELSE 0 END)
             THEN 'case_round_follows_a_return'
        WHEN NEW.state <> OLD.state AND NEW.state IS DISTINCT FROM (
             SELECT state FROM matters_step WHERE case_id = NEW.id ORDER BY id DESC LIMIT 1)
             THEN 'case_state_has_its_step'
        WHEN NEW.state <> OLD.state AND signed < CASE NEW.state
             WHEN 'handled' THEN 1 WHEN 'reviewed' THEN 2 WHEN 'approved' THEN 3
             WHEN 'done' THEN NEW.hands WHEN 'refused' THEN NEW.hands ELSE 0 END THEN 'case_signed_by_enough'
        WHEN NEW.state <> OLD.state AND NEW.state IN ('done', 'refused') AND NOT EXISTS (
             SELECT 1 FROM matters_step AS signed WHERE case_id = NEW.id AND round = NEW.round
                AND act IN ('handle', 'review', 'approve', 'refuse') AND agency_person_of_eyes(eyes) NOT IN (
                    SELECT account.person_hash FROM matters_visit AS went JOIN agency_user AS account ON account.id = went.visited_by_id
                     WHERE went.case_id = NEW.id
                     UNION ALL
                    SELECT account.person_hash FROM agency_user AS account
                     WHERE account.id = NEW.received_by_id AND NEW.channel = 'home_visit'))
             THEN 'case_not_by_its_visitor_alone'
    END;
    IF broken IS NOT NULL THEN
        RAISE EXCEPTION 'case %: %', OLD.number, broken USING ERRCODE = 'check_violation', CONSTRAINT = broken;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER matters_case_guard BEFORE INSERT OR UPDATE ON matters_case
    FOR EACH ROW EXECUTE FUNCTION matters_case_guard();
CREATE TRIGGER matters_case_not_deleted BEFORE DELETE ON matters_case
    FOR EACH ROW EXECUTE FUNCTION kernel_refuse_change();

CREATE FUNCTION matters_step_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE broken text; its record; person bytea := agency_person_of_eyes(NEW.eyes);
BEGIN
    SELECT round, facts_version INTO its FROM matters_case WHERE id = NEW.case_id;
    broken := CASE
        WHEN person <> coalesce((SELECT person_hash FROM agency_user WHERE id = NEW.by_id), '')
             OR (NEW.by_id IS NULL) <> (NEW.eyes = '') THEN 'step_names_its_person'
        WHEN NEW.act IN ('handle', 'review', 'approve', 'refuse')
             AND (NEW.round, NEW.facts_version) <> (its.round, its.facts_version) THEN 'step_signs_what_stands'
        WHEN NEW.act IN ('handle', 'review', 'approve', 'refuse', 'reopen') AND EXISTS (
             SELECT 1 FROM matters_step WHERE case_id = NEW.case_id AND act = 'apply'
                AND agency_person_of_eyes(eyes) = person)
             THEN 'step_not_by_the_applicant'
        WHEN NEW.act IN ('handle', 'review', 'approve', 'refuse') AND EXISTS (
             SELECT 1 FROM matters_step WHERE case_id = NEW.case_id AND round = NEW.round
                AND act IN ('handle', 'review', 'approve', 'refuse') AND agency_person_of_eyes(eyes) = person)
             THEN 'step_four_eyes'
        WHEN NEW.act = 'reopen' AND EXISTS (
             SELECT 1 FROM matters_step WHERE case_id = NEW.case_id AND round = NEW.round - 1
                AND agency_person_of_eyes(eyes) = person AND act IN ('handle', 'review', 'approve', 'refuse')) THEN 'step_reopened_by_another'
    END;
    IF broken IS NOT NULL THEN
        RAISE EXCEPTION 'step of case %: %', NEW.case_id, broken USING ERRCODE = 'check_violation', CONSTRAINT = broken;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER matters_step_guard BEFORE INSERT ON matters_step
    FOR EACH ROW EXECUTE FUNCTION matters_step_guard();

CREATE FUNCTION matters_facts_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.version <> 1 AND NOT EXISTS (
       SELECT 1 FROM matters_case WHERE id = NEW.case_id AND facts_version = NEW.version - 1
          AND state IN ('received', 'correcting', 'returned')) THEN
        RAISE EXCEPTION 'facts of case % stand', NEW.case_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'facts_follow_while_open';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER matters_facts_guard BEFORE INSERT ON matters_facts
    FOR EACH ROW EXECUTE FUNCTION matters_facts_guard();

CREATE FUNCTION matters_casepaper_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM matters_case WHERE id = NEW.case_id
                      AND state IN ('received', 'correcting', 'returned')) THEN
        RAISE EXCEPTION 'papers of case % stand', NEW.case_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'papers_follow_while_open';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER matters_casepaper_guard BEFORE INSERT ON matters_casepaper
    FOR EACH ROW EXECUTE FUNCTION matters_casepaper_guard();

CREATE FUNCTION matters_absence_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE broken text; away bytea := (SELECT person_hash FROM agency_user WHERE id = NEW.user_id);
BEGIN
    broken := CASE
        WHEN away = (SELECT person_hash FROM agency_user WHERE id = NEW.deputy_id) THEN 'absence_deputy_is_another'
        WHEN away = (SELECT person_hash FROM agency_user WHERE id = NEW.granted_by_id)
             THEN 'absence_not_granted_to_oneself'
        WHEN TG_OP = 'UPDATE' AND ((NEW.user_id, NEW.deputy_id, NEW.starts_on, NEW.granted_by_id, NEW.granted_at)
             IS DISTINCT FROM (OLD.user_id, OLD.deputy_id, OLD.starts_on, OLD.granted_by_id, OLD.granted_at)
             OR NEW.ends_before > OLD.ends_before) THEN 'absence_only_shortens'
    END;
    IF broken IS NOT NULL THEN
        RAISE EXCEPTION 'absence of user %: %', NEW.user_id, broken
            USING ERRCODE = 'check_violation', CONSTRAINT = broken;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER matters_absence_guard BEFORE INSERT OR UPDATE ON matters_absence
    FOR EACH ROW EXECUTE FUNCTION matters_absence_guard();
CREATE TRIGGER matters_absence_not_deleted BEFORE DELETE ON matters_absence
    FOR EACH ROW EXECUTE FUNCTION kernel_refuse_change();
