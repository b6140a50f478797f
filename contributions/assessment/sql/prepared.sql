-- Two acts about money are two natural persons': what was prepared says what it said and is decided once; wages set by
-- hand become a declaration, and months are settled again, only as somebody prepared and somebody else approved it.
-- law    REG 11, 37; COLL 10; SIL 62
-- The columns that move are the trigger's arguments, so that a new column stays by itself.
CREATE FUNCTION assessment_prepared_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE moves text[] := ARRAY['state', 'decided_by_id', 'decided_eyes', 'decided_at', 'answer', 'version'] || TG_ARGV;
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.state = 'prepared' AND to_jsonb(OLD) - moves = to_jsonb(NEW) - moves THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION '% % stays: it is decided once', TG_TABLE_NAME, OLD.id
        USING ERRCODE = 'check_violation', CONSTRAINT = 'prepared_stays';
END $$;
CREATE TRIGGER assessment_handproposal_stays BEFORE UPDATE OR DELETE ON assessment_handproposal
    FOR EACH ROW EXECUTE FUNCTION assessment_prepared_stays('declaration_id');
CREATE TRIGGER assessment_resettlement_stays BEFORE UPDATE OR DELETE ON assessment_resettlement
    FOR EACH ROW EXECUTE FUNCTION assessment_prepared_stays('run_id');

CREATE FUNCTION assessment_by_hand_is_approved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM assessment_handproposal
                    WHERE declaration_id = NEW.id AND state = 'approved') THEN
        RAISE EXCEPTION 'declaration % is by hand, and no second person approved it', NEW.number
            USING ERRCODE = 'check_violation', CONSTRAINT = 'by_hand_is_approved';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER assessment_by_hand_is_approved AFTER INSERT OR UPDATE ON declarations_declaration
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.state = 'filed' AND NEW.summary ? 'by_hand')
    EXECUTE FUNCTION assessment_by_hand_is_approved();

CREATE FUNCTION assessment_resettlement_is_approved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM assessment_resettlement AS approved
                     JOIN kernel_run AS tried
                       ON tried.id = approved.tried_id AND tried.kind = 'resettlement' AND tried.state = 'done'
                    WHERE approved.run_id = NEW.id AND approved.state = 'approved'
                      AND (NEW.parameters ->> 'tried')::bigint = tried.id
                      AND (tried.parameters ->> 'dry_run')::boolean AND tried.parameters ->> 'proposal' IS NULL
                      AND tried.parameters ->> 'region' = approved.region_id
                      AND (NEW.parameters ->> 'region', NEW.parameters ->> 'first', NEW.parameters ->> 'last',
                           NEW.parameters ->> 'employers')
                        = (tried.parameters ->> 'region', tried.parameters ->> 'first', tried.parameters ->> 'last',
                           tried.parameters ->> 'employers')) THEN
        RAISE EXCEPTION 'run % settles again what no second person approved as it was tried out', NEW.key
            USING ERRCODE = 'check_violation', CONSTRAINT = 'resettlement_is_approved';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER assessment_resettlement_is_approved AFTER INSERT OR UPDATE OF kind, parameters ON kernel_run
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (NEW.kind = 'resettlement' AND (NEW.parameters ->> 'dry_run')::boolean IS DISTINCT FROM true)
    EXECUTE FUNCTION assessment_resettlement_is_approved();
