-- What a history file and its rows say stays said; a file goes only the way its workflow has, with two natural persons; who
-- has confirmed its money has; a month or an opening is booked only as a row of an approved file tells it.
-- law    REG 11, 37, 53; SIL 89
CREATE FUNCTION history_file_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE moves text[] := ARRAY['state', 'version', 'refused_count', 'submitted_by_id', 'submitted_eyes', 'submitted_at',
                              'decided_by_id', 'decided_eyes', 'decided_at', 'answer', 'run_id', 'booked_at',
                              'confirmed_by_id', 'confirmed_eyes', 'confirmed_at', 'money_line_id'];
        saw text[] := ARRAY['version', 'confirmed_by_id', 'confirmed_eyes', 'confirmed_at', 'money_line_id'];
BEGIN
    IF TG_OP = 'UPDATE' AND to_jsonb(OLD) - moves = to_jsonb(NEW) - moves
       AND (OLD.state, NEW.state) IN (
           ('received', 'received'), ('received', 'submitted'), ('received', 'replaced'), ('received', 'withdrawn'),
           ('submitted', 'submitted'), ('submitted', 'approved'), ('submitted', 'sent_back'), ('submitted', 'withdrawn'),
           ('sent_back', 'sent_back'), ('sent_back', 'submitted'), ('sent_back', 'replaced'), ('sent_back', 'withdrawn'),
           ('approved', 'booked'))
       AND (OLD.state <> 'approved' OR (OLD.decided_eyes, OLD.submitted_eyes, OLD.run_id, OLD.refused_count)
            IS NOT DISTINCT FROM (NEW.decided_eyes, NEW.submitted_eyes, NEW.run_id, NEW.refused_count))
       AND ((OLD.confirmed_by_id, OLD.confirmed_at, OLD.money_line_id)
            IS NOT DISTINCT FROM (NEW.confirmed_by_id, NEW.confirmed_at, NEW.money_line_id)
            OR OLD.confirmed_by_id IS NULL AND (OLD.state, NEW.state) = ('submitted', 'submitted'))
       AND ((OLD.state, NEW.state) <> ('submitted', 'submitted') OR to_jsonb(OLD) - saw = to_jsonb(NEW) - saw) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'history file % stays as it is', OLD.id
        USING ERRCODE = 'check_violation', CONSTRAINT = 'history_file_stays';
END $$;
CREATE TRIGGER history_file_stays BEFORE UPDATE OR DELETE ON history_historyfile
    FOR EACH ROW EXECUTE FUNCTION history_file_stays();
CREATE FUNCTION history_file_begins_received() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'history file % does not begin as received', NEW.id
        USING ERRCODE = 'check_violation', CONSTRAINT = 'history_file_begins_received';
END $$;
CREATE TRIGGER history_file_begins_received BEFORE INSERT ON history_historyfile
    FOR EACH ROW WHEN (NEW.state <> 'received') EXECUTE FUNCTION history_file_begins_received();

CREATE FUNCTION history_row_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND to_jsonb(OLD) - ARRAY['person_id', 'problem'] = to_jsonb(NEW) - ARRAY['person_id', 'problem']
       AND (SELECT CASE state WHEN 'approved' THEN OLD.person_id IS NULL AND OLD.problem = NEW.problem
                              ELSE state IN ('received', 'submitted', 'sent_back') END
              FROM history_historyfile WHERE id = OLD.file_id) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'row % of history file % stays as it came', OLD.number, OLD.file_id
        USING ERRCODE = 'check_violation', CONSTRAINT = 'history_row_stays';
END $$;
CREATE TRIGGER history_row_stays BEFORE UPDATE OR DELETE ON history_historyrow
    FOR EACH ROW EXECUTE FUNCTION history_row_stays();
CREATE FUNCTION history_rows_come_with_their_file() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM fresh JOIN history_historyfile AS file ON file.id = fresh.file_id WHERE file.state <> 'received') THEN
        RAISE EXCEPTION 'a history file gets no further rows'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'history_rows_come_with_their_file';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER history_rows_come_with_their_file AFTER INSERT ON history_historyrow
    REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION history_rows_come_with_their_file();

CREATE FUNCTION history_months_are_told() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM fresh
                 LEFT JOIN (history_historyrow AS row
                            JOIN history_historyfile AS file ON file.id = row.file_id AND file.state = 'approved')
                   ON row.id = fresh.row_id AND row.file_id = fresh.file_id AND row.person_id = fresh.person_id
                  AND row.insurance = fresh.insurance AND row.problem = ''
                  AND row.record = CASE fresh.kind WHEN 'actual' THEN 'months' ELSE 'deemed' END
                  AND row.base_fen IS NOT DISTINCT FROM fresh.base_fen
                  AND fresh.month >= row.from_month AND fresh.month < row.before_month
                WHERE row.id IS NULL) THEN
        RAISE EXCEPTION 'a month of history that no row of an approved file tells'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'history_months_are_told';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER history_months_are_told AFTER INSERT ON history_historymonth
    REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION history_months_are_told();

CREATE FUNCTION history_openings_are_told() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM fresh
                 LEFT JOIN (history_historyrow AS row
                            JOIN history_historyfile AS file ON file.id = row.file_id AND file.state = 'approved')
                   ON row.id = fresh.told_by AND row.person_id = fresh.person_id AND row.insurance = fresh.account
                  AND row.record = 'balance' AND row.problem = '' AND row.amount_fen = fresh.amount_fen
                  AND row.as_of = fresh.as_of AND file.place_id = fresh.place_id AND file.region_id = fresh.region_id
                WHERE row.id IS NULL) THEN
        RAISE EXCEPTION 'a balance that no row of an approved file tells'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'history_openings_are_told';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER history_openings_are_told AFTER INSERT ON accounts_opening
    REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION history_openings_are_told();
