-- What designation promises, whoever writes: an agreement is changed only by being signed, covers something, and covers no insurance
-- on a day on which another signed one of the institution does; rules of the catalogue come from an approved file and are only ended,
-- one a day and region; what an approved file says stays; a file that follows another of its region is of days to come, and so are the
-- ends of the rules before it.
-- law    SIL 31; REG 61
CREATE FUNCTION providers_agreement_course() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.signed_at IS NOT NULL
       OR (NEW.number, NEW.institution_id, NEW.version, NEW.starts_on, NEW.ends_before, NEW.terms, NEW.prepared_by_id, NEW.prepared_at)
       IS DISTINCT FROM
       (OLD.number, OLD.institution_id, OLD.version, OLD.starts_on, OLD.ends_before, OLD.terms, OLD.prepared_by_id, OLD.prepared_at) THEN
        RAISE EXCEPTION 'agreement % stays', OLD.number USING ERRCODE = 'check_violation', CONSTRAINT = 'agreement_stays';
    END IF;
    PERFORM pg_advisory_xact_lock(hashtextextended(format('agreement:%s', NEW.institution_id), 0));
    IF NOT EXISTS (SELECT 1 FROM providers_agreementscope WHERE agreement_id = NEW.id) THEN
        RAISE EXCEPTION 'agreement % covers nothing', NEW.number
            USING ERRCODE = 'check_violation', CONSTRAINT = 'agreement_covers_something';
    END IF;
    IF EXISTS (
        SELECT 1 FROM providers_agreement AS other
          JOIN providers_agreementscope AS its ON its.agreement_id = other.id
          JOIN providers_agreementscope AS own ON own.agreement_id = NEW.id AND own.insurance = its.insurance
         WHERE other.institution_id = NEW.institution_id AND other.id <> NEW.id AND other.signed_at IS NOT NULL
           AND other.starts_on < NEW.ends_before AND NEW.starts_on < other.ends_before) THEN
        RAISE EXCEPTION 'agreement % covers what another covers', NEW.number
            USING ERRCODE = 'check_violation', CONSTRAINT = 'agreement_no_overlap';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER providers_agreement_course BEFORE UPDATE OR DELETE ON providers_agreement
    FOR EACH ROW EXECUTE FUNCTION providers_agreement_course();

CREATE FUNCTION providers_scope_before_signing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT signed_at FROM providers_agreement WHERE id = NEW.agreement_id) IS NOT NULL THEN
        RAISE EXCEPTION 'agreement % is signed', NEW.agreement_id USING ERRCODE = 'check_violation', CONSTRAINT = 'agreement_stays';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER providers_scope_before_signing BEFORE INSERT ON providers_agreementscope
    FOR EACH ROW EXECUTE FUNCTION providers_scope_before_signing();

CREATE FUNCTION providers_file_course() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.approved_at IS NOT NULL
       OR (NEW.number, NEW.region_id, NEW.starts_on, NEW.document_id, NEW.rows, NEW.rejected, NEW.read_by_id, NEW.read_at)
       IS DISTINCT FROM
       (OLD.number, OLD.region_id, OLD.starts_on, OLD.document_id, OLD.rows, OLD.rejected, OLD.read_by_id, OLD.read_at) THEN
        RAISE EXCEPTION 'catalogue file % stays', OLD.number
            USING ERRCODE = 'check_violation', CONSTRAINT = 'catalogue_file_stays';
    END IF;
    PERFORM pg_advisory_xact_lock(hashtextextended(format('catalogue:%s', NEW.region_id), 0));
    IF NEW.approved_at IS NOT NULL AND NEW.starts_on <= (NEW.approved_at AT TIME ZONE 'Asia/Shanghai')::date
       AND EXISTS (SELECT 1 FROM providers_cataloguefile AS before
                    WHERE before.region_id = NEW.region_id AND before.id <> NEW.id AND before.approved_at IS NOT NULL) THEN
        RAISE EXCEPTION 'catalogue file % is of days gone by', NEW.number
            USING ERRCODE = 'check_violation', CONSTRAINT = 'catalogue_file_ahead';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER providers_file_course BEFORE UPDATE OR DELETE ON providers_cataloguefile
    FOR EACH ROW EXECUTE FUNCTION providers_file_course();

CREATE FUNCTION providers_rule_course() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.ends_before IS NOT NULL OR NEW.ends_before IS NULL
       OR to_jsonb(NEW) - 'ends_before' <> to_jsonb(OLD) - 'ends_before' THEN
        RAISE EXCEPTION 'rule % of the catalogue stays', OLD.id USING ERRCODE = 'check_violation', CONSTRAINT = 'item_rule_stays';
    END IF;
    IF NOT EXISTS (
        SELECT 1 FROM providers_cataloguefile AS its
         WHERE its.region_id = NEW.region_id AND its.starts_on = NEW.ends_before AND its.id <> NEW.file_id
           AND its.starts_on > (its.approved_at AT TIME ZONE 'Asia/Shanghai')::date) THEN
        RAISE EXCEPTION 'rule % of the catalogue ends by no file of days to come', OLD.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'item_rule_ends_ahead';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER providers_rule_course BEFORE UPDATE OR DELETE ON providers_itemrule
    FOR EACH ROW EXECUTE FUNCTION providers_rule_course();

CREATE FUNCTION providers_rules_approved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM fresh JOIN providers_cataloguefile AS its ON its.id = fresh.file_id
                WHERE its.approved_at IS NULL OR its.region_id <> fresh.region_id OR its.starts_on <> fresh.starts_on) THEN
        RAISE EXCEPTION 'rules of a catalogue file nobody approved'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'item_rule_of_an_approved_file';
    END IF;
    IF EXISTS (SELECT 1 FROM fresh
                 JOIN providers_itemrule AS other
                   ON other.item_id = fresh.item_id AND other.region_id = fresh.region_id AND other.id <> fresh.id
                WHERE (fresh.ends_before IS NULL OR other.starts_on < fresh.ends_before)
                  AND (other.ends_before IS NULL OR fresh.starts_on < other.ends_before)) THEN
        RAISE EXCEPTION 'two rules of an item govern a day'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'item_rule_no_overlap';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER providers_rules_approved AFTER INSERT ON providers_itemrule
    REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION providers_rules_approved();
