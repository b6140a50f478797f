-- Every record that is of one natural person with another, by the one it stands under; that one stands under itself.
CREATE VIEW registry_onepeople AS
SELECT record_id AS person_id, into_id AS head_id FROM registry_merge WHERE undone_at IS NULL
UNION
SELECT into_id, into_id FROM registry_merge WHERE undone_at IS NULL;

-- Whether two records were of one natural person at a moment.
CREATE FUNCTION registry_was_one(one bigint, other bigint, moment timestamptz) RETURNS boolean LANGUAGE sql STABLE AS $$
    WITH standing AS (
        SELECT record_id, into_id FROM registry_merge
         WHERE merged_at <= moment AND (undone_at IS NULL OR undone_at > moment)
           AND (record_id IN (one, other) OR into_id IN (one, other))
    )
    SELECT coalesce((SELECT into_id FROM standing WHERE record_id = one), one)
         = coalesce((SELECT into_id FROM standing WHERE record_id = other), other)
$$;

-- A merge is one step: what stands under another has nothing under itself. It says for good what it said; it ends once.
-- law    REG 11, 53 (records are neither lost nor tampered with); SIL 58 (one number for life)
-- again  both records are locked, in the order of their ids: two merges that touch one record wait for each other
CREATE FUNCTION registry_merge_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE broken text;
BEGIN
    PERFORM 1 FROM registry_person WHERE id IN (NEW.record_id, NEW.into_id) ORDER BY id FOR NO KEY UPDATE;
    broken := CASE
        WHEN TG_OP = 'INSERT' AND NEW.undone_at IS NOT NULL THEN 'merge_begins_standing'
        WHEN TG_OP = 'INSERT' AND EXISTS (
             SELECT 1 FROM registry_merge WHERE undone_at IS NULL AND (record_id = NEW.into_id OR into_id = NEW.record_id))
             THEN 'merge_one_step'
        WHEN TG_OP = 'UPDATE' AND (OLD.undone_at IS NOT NULL OR
             (NEW.id, NEW.record_id, NEW.into_id, NEW.from_month, NEW.case_id, NEW.merged_at, NEW.link_id)
             IS DISTINCT FROM
             (OLD.id, OLD.record_id, OLD.into_id, OLD.from_month, OLD.case_id, OLD.merged_at, OLD.link_id))
             THEN 'merge_stays_as_said'
    END;
    IF broken IS NOT NULL THEN
        RAISE EXCEPTION 'merge of record %: %', NEW.record_id, broken
            USING ERRCODE = 'check_violation', CONSTRAINT = broken;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER registry_merge_guard BEFORE INSERT OR UPDATE ON registry_merge
    FOR EACH ROW EXECUTE FUNCTION registry_merge_guard();
CREATE TRIGGER registry_merge_not_deleted BEFORE DELETE ON registry_merge
    FOR EACH ROW EXECUTE FUNCTION kernel_refuse_change();

-- At commit: the case that merges or undoes is done, is of that matter and of that person, and two people signed it.
-- law    REG 37 (tiered review)
CREATE FUNCTION registry_merge_decided() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE its record;
BEGIN
    SELECT matter, state, hands, subject INTO its FROM matters_case WHERE id = coalesce(NEW.undone_by_id, NEW.case_id);
    IF its.state <> 'done' OR its.hands < 2
       OR its.matter <> (CASE WHEN NEW.undone_by_id IS NULL THEN 'person_merge' ELSE 'person_unmerge' END)
       OR its.subject <> (SELECT number FROM registry_person WHERE id = NEW.into_id) THEN
        RAISE EXCEPTION 'merge %: no case that two people decided', NEW.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'merge_decided_by_two';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER registry_merge_decided AFTER INSERT OR UPDATE ON registry_merge
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION registry_merge_decided();

-- An answer about two records that are alike stays, but for a merge of them that is decided or undone later.
CREATE FUNCTION registry_likeness_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.one_id, NEW.other_id) IS DISTINCT FROM (OLD.one_id, OLD.other_id) OR OLD.verdict <> '' AND NEW.verdict = '' THEN
        RAISE EXCEPTION 'what was answered about records % and % stays', OLD.one_id, OLD.other_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'likeness_answered_stays';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER registry_likeness_guard BEFORE UPDATE ON registry_likeness
    FOR EACH ROW EXECUTE FUNCTION registry_likeness_guard();
CREATE TRIGGER registry_likeness_not_deleted BEFORE DELETE ON registry_likeness
    FOR EACH ROW EXECUTE FUNCTION kernel_refuse_change();
