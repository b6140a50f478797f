CREATE OR REPLACE FUNCTION _pgh_attach_context() RETURNS uuid LANGUAGE plpgsql AS $$
DECLARE
    _pgh_context_id uuid;
    _pgh_context_metadata jsonb;
BEGIN
    BEGIN
        SELECT current_setting('pghistory.context_id') INTO _pgh_context_id;
        SELECT current_setting('pghistory.context_metadata') INTO _pgh_context_metadata;
    EXCEPTION WHEN OTHERS THEN
    END;
    IF _pgh_context_id IS NULL OR _pgh_context_metadata IS NULL THEN
        RETURN NULL;
    END IF;
    INSERT INTO pghistory_context (id, metadata, created_at, updated_at)
    VALUES (_pgh_context_id, _pgh_context_metadata, now(), now())
        ON CONFLICT (id) DO UPDATE SET metadata = excluded.metadata, updated_at = excluded.updated_at
     WHERE pghistory_context.metadata <> excluded.metadata;
    RETURN _pgh_context_id;
END $$;
