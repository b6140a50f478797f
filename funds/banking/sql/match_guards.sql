-- What the bank told stays as it was told; a match joins a line and a posting of the same account and direction, and
-- never more of either than there is; a line is matched when its matches add up to it, and by hand only as far as nothing
-- else is booked by it.
-- again  matches of one account wait for each other: the guard locks it
-- law    财会〔2017〕28号; Accounting Law 25 (statements are kept and compared)
CREATE FUNCTION banking_line_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE moves text[] := ARRAY['matched_at', 'owner_id', 'note'];
BEGIN
    IF TG_OP = 'DELETE' OR to_jsonb(OLD) - moves <> to_jsonb(NEW) - moves
       OR (OLD.matched_at IS NOT NULL AND OLD.matched_at IS DISTINCT FROM NEW.matched_at) THEN
        RAISE EXCEPTION 'line % of a statement stays as it was told', OLD.bank_reference
            USING ERRCODE = 'check_violation', CONSTRAINT = 'statement_line_stays';
    END IF;
    IF NEW.matched_at IS NOT NULL AND OLD.matched_at IS NULL
       AND abs(NEW.amount_fen) IS DISTINCT FROM (SELECT sum(amount_fen) FROM banking_match WHERE line_id = NEW.id) THEN
        RAISE EXCEPTION 'the matches of line % do not add up to it', OLD.bank_reference
            USING ERRCODE = 'check_violation', CONSTRAINT = 'statement_line_adds_up';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER banking_line_stays BEFORE UPDATE OR DELETE ON banking_statementline
    FOR EACH ROW EXECUTE FUNCTION banking_line_stays();

CREATE FUNCTION banking_line_begins_unmatched() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'line % is matched before anything matches it', NEW.bank_reference
        USING ERRCODE = 'check_violation', CONSTRAINT = 'statement_line_adds_up';
END $$;
CREATE TRIGGER banking_line_begins_unmatched BEFORE INSERT ON banking_statementline
    FOR EACH ROW WHEN (NEW.matched_at IS NOT NULL) EXECUTE FUNCTION banking_line_begins_unmatched();

CREATE FUNCTION banking_match_fits() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE broken text;
BEGIN
    PERFORM 1 FROM banking_bankaccount
      WHERE id IN (SELECT bank_account_id FROM banking_statementline WHERE id IN (SELECT line_id FROM fresh))
      ORDER BY id FOR NO KEY UPDATE;
    SELECT 'match_of_one_account' INTO broken
      FROM fresh
      JOIN banking_statementline AS line ON line.id = fresh.line_id
      JOIN banking_bankaccount AS bank ON bank.id = line.bank_account_id
      JOIN ledger_posting AS posting ON posting.id = fresh.posting_id
     WHERE posting.account_id <> bank.account_id OR (posting.side = 'DEBIT') <> (line.amount_fen > 0)
     LIMIT 1;
    IF broken IS NULL THEN
        SELECT 'match_within_its_line' INTO broken
          FROM (SELECT DISTINCT line_id FROM fresh) AS touched
          JOIN banking_statementline AS line ON line.id = touched.line_id
         WHERE (SELECT sum(amount_fen) FROM banking_match WHERE line_id = line.id) > abs(line.amount_fen)
         LIMIT 1;
    END IF;
    IF broken IS NULL THEN
        SELECT 'match_within_its_posting' INTO broken
          FROM (SELECT DISTINCT posting_id FROM fresh) AS touched
          JOIN ledger_posting AS posting ON posting.id = touched.posting_id
         WHERE (SELECT sum(amount_fen) FROM banking_match WHERE posting_id = posting.id) > posting.amount_fen
         LIMIT 1;
    END IF;
    IF broken IS NULL THEN
        SELECT 'match_of_a_used_line' INTO broken
          FROM (SELECT DISTINCT line_id FROM fresh WHERE how = 'hand') AS touched
          JOIN banking_statementline AS told ON told.id = touched.line_id
          JOIN banking_bankaccount AS bank ON bank.id = told.bank_account_id
          JOIN banking_bankline AS used ON used.account_id = bank.account_id AND used.bank_reference = told.bank_reference
         WHERE banking_line_overused(used.id)
         LIMIT 1;
    END IF;
    IF broken IS NOT NULL THEN
        RAISE EXCEPTION 'a match breaks %', broken USING ERRCODE = 'check_violation', CONSTRAINT = broken;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER banking_match_fits AFTER INSERT ON banking_match
    REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION banking_match_fits();
