-- Who and why of a change, for the history tables: pghistory's function without its exception block.
-- A setting that is not there raised an error for every row; the failed subtransaction walks through all deferred
-- checks of the transaction, so that registering ten thousand people at once took the square of their number.
CREATE OR REPLACE FUNCTION _pgh_attach_context() RETURNS uuid LANGUAGE plpgsql AS $$
DECLARE
    _id uuid := nullif(current_setting('pghistory.context_id', true), '');
    _metadata jsonb := nullif(current_setting('pghistory.context_metadata', true), '');
BEGIN
    IF _id IS NULL OR _metadata IS NULL THEN
        RETURN NULL;
    END IF;
    INSERT INTO pghistory_context AS known (id, metadata, created_at, updated_at)
    VALUES (_id, _metadata, now(), now())
        ON CONFLICT (id) DO UPDATE SET metadata = excluded.metadata, updated_at = excluded.updated_at
     WHERE known.metadata <> excluded.metadata;
    RETURN _id;
END $$;
