DROP TRIGGER history_bank_line_fits ON history_historyfile;
DROP FUNCTION history_bank_line_fits();
CREATE OR REPLACE FUNCTION history_file_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE moves text[] := ARRAY['state', 'version', 'refused_count', 'submitted_by_id', 'submitted_eyes', 'submitted_at',
                              'decided_by_id', 'decided_eyes', 'decided_at', 'answer', 'run_id', 'booked_at',
                              'confirmed_by_id', 'confirmed_eyes', 'confirmed_at'];
        saw text[] := ARRAY['version', 'confirmed_by_id', 'confirmed_eyes', 'confirmed_at'];
BEGIN
    IF TG_OP = 'UPDATE' AND to_jsonb(OLD) - moves = to_jsonb(NEW) - moves
       AND (OLD.state, NEW.state) IN (
           ('received', 'received'), ('received', 'submitted'), ('received', 'replaced'), ('received', 'withdrawn'),
           ('submitted', 'submitted'), ('submitted', 'approved'), ('submitted', 'sent_back'), ('submitted', 'withdrawn'),
           ('sent_back', 'sent_back'), ('sent_back', 'submitted'), ('sent_back', 'replaced'), ('sent_back', 'withdrawn'),
           ('approved', 'booked'))
       AND (OLD.state <> 'approved' OR (OLD.decided_eyes, OLD.submitted_eyes, OLD.run_id, OLD.refused_count)
            IS NOT DISTINCT FROM (NEW.decided_eyes, NEW.submitted_eyes, NEW.run_id, NEW.refused_count))
       AND ((OLD.confirmed_by_id, OLD.confirmed_at) IS NOT DISTINCT FROM (NEW.confirmed_by_id, NEW.confirmed_at)
            OR OLD.confirmed_by_id IS NULL AND (OLD.state, NEW.state) = ('submitted', 'submitted'))
       AND ((OLD.state, NEW.state) <> ('submitted', 'submitted') OR to_jsonb(OLD) - saw = to_jsonb(NEW) - saw) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'history file % stays as it is', OLD.id
        USING ERRCODE = 'check_violation', CONSTRAINT = 'history_file_stays';
END $$;
