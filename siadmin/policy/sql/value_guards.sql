-- The law's numbers, kept by the database whoever writes (SIL 90):
-- a value says what it said and is superseded once; it comes from an approved proposal and says the same, or from a
-- file for days of which nothing was ever said, or says again what a superseded one said of other days. No day that had
-- a value is left without. A proposal's contents stay, and a decided one stays as it is.
CREATE FUNCTION policy_value_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.superseded_at IS NULL AND NEW.superseded_at IS NOT NULL
       AND to_jsonb(OLD) - 'superseded_at' = to_jsonb(NEW) - 'superseded_at' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'value % stays: it may be superseded, once', OLD.id
        USING ERRCODE = 'check_violation', CONSTRAINT = 'value_stays';
END $$;
CREATE TRIGGER policy_value_stays BEFORE UPDATE OR DELETE ON policy_value
    FOR EACH ROW EXECUTE FUNCTION policy_value_stays();

CREATE FUNCTION policy_value_comes_from() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE promise text;
BEGIN
    PERFORM 1 FROM policy_value AS earlier
      WHERE earlier.series_id = NEW.series_id AND earlier.superseded_at = NEW.approved_at
        AND earlier.proposal_id IS NOT DISTINCT FROM NEW.proposal_id
        AND (earlier.value, earlier.source, earlier.status, earlier.note) = (NEW.value, NEW.source, NEW.status, NEW.note)
        AND daterange(earlier.starts_on, earlier.ends_before) @> daterange(NEW.starts_on, NEW.ends_before);
    IF FOUND THEN
        RETURN NULL;
    END IF;
    IF NEW.proposal_id IS NULL THEN
        SELECT 'value_for_known_days_is_proposed' INTO promise FROM policy_value AS other
         WHERE other.series_id = NEW.series_id AND other.id <> NEW.id
           AND daterange(other.starts_on, other.ends_before) && daterange(NEW.starts_on, NEW.ends_before);
    ELSE
        SELECT 'value_is_its_proposals' INTO promise
         WHERE EXISTS (SELECT 1 FROM policy_value WHERE proposal_id = NEW.proposal_id AND id <> NEW.id)
            OR NOT EXISTS (
               SELECT 1 FROM policy_proposal AS asked
                 JOIN policy_series AS series USING (key, region_id, category, unit)
                WHERE asked.id = NEW.proposal_id AND series.id = NEW.series_id
                  AND (asked.starts_on, asked.value, asked.source, asked.status, asked.note)
                    = (NEW.starts_on, NEW.value, NEW.source, NEW.status, NEW.note)
                  AND asked.ends_before IS NOT DISTINCT FROM NEW.ends_before);
    END IF;
    IF promise IS NOT NULL THEN
        RAISE EXCEPTION 'value % of series % breaks %', NEW.value, NEW.series_id, promise
            USING ERRCODE = 'check_violation', CONSTRAINT = promise;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER policy_value_comes_from AFTER INSERT ON policy_value
    FOR EACH ROW EXECUTE FUNCTION policy_value_comes_from();

CREATE FUNCTION policy_value_is_approved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM policy_proposal WHERE id = NEW.proposal_id AND state = 'approved') THEN
        RAISE EXCEPTION 'proposal % is not approved', NEW.proposal_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'value_is_approved';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER policy_value_is_approved AFTER INSERT ON policy_value
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.proposal_id IS NOT NULL)
    EXECUTE FUNCTION policy_value_is_approved();

CREATE FUNCTION policy_law_loses_no_day() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT range_agg(daterange(starts_on, ends_before)) @> daterange(OLD.starts_on, OLD.ends_before)
          FROM policy_value WHERE series_id = OLD.series_id AND superseded_at IS NULL) IS NOT true THEN
        RAISE EXCEPTION 'value % was superseded and nothing governs its days', OLD.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'law_loses_no_day';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER policy_law_loses_no_day AFTER UPDATE ON policy_value
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION policy_law_loses_no_day();

CREATE FUNCTION policy_proposal_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE moves text[] := ARRAY['state', 'decided_by_id', 'decided_eyes', 'decided_at', 'reason', 'version'];
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.state = 'proposed' AND to_jsonb(OLD) - moves = to_jsonb(NEW) - moves THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'proposal % stays: it is decided once', OLD.id
        USING ERRCODE = 'check_violation', CONSTRAINT = 'proposal_stays';
END $$;
CREATE TRIGGER policy_proposal_stays BEFORE UPDATE OR DELETE ON policy_proposal
    FOR EACH ROW EXECUTE FUNCTION policy_proposal_stays();

-- The application locks a series while it changes its values, and so keeps the right it may not use.
CREATE TRIGGER policy_series_stays BEFORE UPDATE OR DELETE ON policy_series
    FOR EACH ROW EXECUTE FUNCTION kernel_refuse_change();
