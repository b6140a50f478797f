-- What was told stays told: a letter is only revoked, a message only read, a text only settled, a code only used; each once.
-- law    REG 29, 38; SIL 74
CREATE FUNCTION letters_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% % is not changed', TG_TABLE_NAME, OLD.id
        USING ERRCODE = 'check_violation', CONSTRAINT = TG_ARGV[0];
END $$;

CREATE TRIGGER letters_issued_not_changed BEFORE UPDATE ON letters_issued FOR EACH ROW
    WHEN (OLD.revoked_at IS NOT NULL
       OR (to_jsonb(OLD) - '{revoked_at,revoked_by_id,revoked_reason}'::text[])
          IS DISTINCT FROM (to_jsonb(NEW) - '{revoked_at,revoked_by_id,revoked_reason}'::text[]))
    EXECUTE FUNCTION letters_refuse_change('issued_not_changed');
CREATE TRIGGER letters_issued_not_deleted BEFORE DELETE ON letters_issued
    FOR EACH ROW EXECUTE FUNCTION letters_refuse_change('issued_not_deleted');

CREATE TRIGGER letters_message_not_changed BEFORE UPDATE ON letters_message FOR EACH ROW
    WHEN (OLD.read_at IS NOT NULL
       OR (to_jsonb(OLD) - '{read_at,read_by_id}'::text[]) IS DISTINCT FROM (to_jsonb(NEW) - '{read_at,read_by_id}'::text[]))
    EXECUTE FUNCTION letters_refuse_change('message_not_changed');
CREATE TRIGGER letters_message_not_deleted BEFORE DELETE ON letters_message
    FOR EACH ROW EXECUTE FUNCTION letters_refuse_change('message_not_deleted');

CREATE TRIGGER letters_text_settled_once BEFORE UPDATE ON letters_shorttext FOR EACH ROW
    WHEN (OLD.state <> 'waiting' OR NEW.attempts < OLD.attempts
       OR OLD.reference IS DISTINCT FROM NEW.reference OR OLD.phone_hash IS DISTINCT FROM NEW.phone_hash)
    EXECUTE FUNCTION letters_refuse_change('text_settled_once');
CREATE TRIGGER letters_text_not_deleted BEFORE DELETE ON letters_shorttext
    FOR EACH ROW EXECUTE FUNCTION letters_refuse_change('text_not_deleted');

CREATE TRIGGER letters_one_time_code_used_once BEFORE UPDATE ON letters_onetimecode FOR EACH ROW
    WHEN (OLD.used_at IS NOT NULL OR NEW.tries < OLD.tries
       OR OLD.code_hash IS DISTINCT FROM NEW.code_hash OR OLD.phone_hash IS DISTINCT FROM NEW.phone_hash
       OR OLD.purpose IS DISTINCT FROM NEW.purpose OR OLD.expires_at IS DISTINCT FROM NEW.expires_at)
    EXECUTE FUNCTION letters_refuse_change('one_time_code_used_once');
CREATE TRIGGER letters_one_time_code_not_deleted BEFORE DELETE ON letters_onetimecode
    FOR EACH ROW EXECUTE FUNCTION letters_refuse_change('one_time_code_not_deleted');
