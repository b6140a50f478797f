-- A line of the bank that a person writes down is one of a bank account, as the bank told it where a statement came first. Entries book
-- money by it, part by part, never more of it than there is; some flows are booked by such lines only. Who drew does not confirm it.
-- law    REG 37, 40, 46; SIL 30, 41; Accounting Law 25, 35, 37
-- again  uses of a line wait for each other: the guard locks it
CREATE FUNCTION banking_flows_by_line() RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
    SELECT ARRAY['benefit_recovered', 'advance_recovered', 'injury_advance_repaid', 'benefit_owed']
$$;

CREATE FUNCTION banking_line_uses(_account bigint, _reference text)
RETURNS TABLE (entry_id bigint, amount_fen bigint, case_id bigint) LANGUAGE sql STABLE AS $$
    SELECT used.entry_id, max(used.fen)::bigint, max(used.case_id)
      FROM (SELECT part.entry_id, part.amount_fen AS fen, part.case_id
              FROM banking_bankline AS line JOIN banking_linepart AS part ON part.line_id = line.id
             WHERE line.account_id = _account AND line.bank_reference = _reference
             UNION ALL
            SELECT posting.entry_id, sum(matched.amount_fen), NULL
              FROM banking_bankaccount AS bank
              JOIN banking_statementline AS told ON told.bank_account_id = bank.id AND told.bank_reference = _reference
              JOIN banking_match AS matched ON matched.line_id = told.id AND matched.how IN ('reference', 'hand')
              JOIN ledger_posting AS posting ON posting.id = matched.posting_id
             WHERE bank.account_id = _account
             GROUP BY posting.entry_id) AS used
     WHERE NOT EXISTS (SELECT 1 FROM ledger_entry AS reversal WHERE reversal.reverses_id = used.entry_id)
     GROUP BY used.entry_id
$$;

CREATE FUNCTION banking_line_told(_account bigint, _reference text)
RETURNS TABLE (value_on date, amount_fen bigint) LANGUAGE sql STABLE AS $$
    SELECT told.value_on, told.amount_fen
      FROM banking_bankaccount AS bank
      JOIN banking_statementline AS told ON told.bank_account_id = bank.id AND told.bank_reference = _reference
     WHERE bank.account_id = _account
$$;

CREATE FUNCTION banking_line_as_told() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM ledger_account WHERE id = NEW.account_id AND kind IN ('fiscal_account', 'income_account', 'expenditure_account'))
       OR EXISTS (SELECT 1 FROM banking_line_told(NEW.account_id, NEW.bank_reference) AS told
                   WHERE (told.value_on, told.amount_fen) <> (NEW.value_on, NEW.amount_fen)) THEN
        RAISE EXCEPTION 'line % is not as the bank told it', NEW.bank_reference
            USING ERRCODE = 'check_violation', CONSTRAINT = 'bank_line_as_told';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER banking_line_as_told BEFORE INSERT ON banking_bankline
    FOR EACH ROW EXECUTE FUNCTION banking_line_as_told();

CREATE FUNCTION banking_line_overused(_line bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT (SELECT sum(used.amount_fen) FROM banking_line_uses(line.account_id, line.bank_reference) AS used)
           > greatest(abs(line.amount_fen), (SELECT abs(told.amount_fen) FROM banking_line_told(line.account_id, line.bank_reference) AS told))
      FROM banking_bankline AS line WHERE line.id = _line
$$;

CREATE FUNCTION banking_part_wrong(_part bigint) RETURNS text LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN (
        SELECT CASE
            WHEN banking_line_overused(line.id) THEN 'line_part_within'
            WHEN (SELECT sum(other.amount_fen) FROM banking_linepart AS other JOIN banking_bankline AS its ON its.id = other.line_id
                   WHERE other.entry_id = entry.id AND its.account_id = line.account_id)
                 > coalesce((SELECT sum(booked.amount_fen) FROM ledger_posting AS booked
                              WHERE booked.entry_id = entry.id AND booked.account_id = line.account_id
                                AND (booked.side = 'DEBIT') = (line.amount_fen > 0)), 0) THEN 'line_part_as_booked'
            WHEN part.case_id IS NULL AND entry.flow = ANY (banking_flows_by_line()) THEN 'line_part_by_a_case'
            WHEN entry.flow = 'funding'
                 AND (SELECT drawer.person_hash FROM agency_user AS drawer WHERE drawer.id = entry.posted_by)
                     = (SELECT own.person_hash FROM agency_user AS own WHERE own.id = part.used_by_id) THEN 'draw_confirmed_by_another'
        END
          FROM banking_linepart AS part
          JOIN banking_bankline AS line ON line.id = part.line_id
          JOIN ledger_entry AS entry ON entry.id = part.entry_id
         WHERE part.id = _part);
END $$;

CREATE FUNCTION banking_line_part() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE broken text;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended(format('bank_line:%s:%s', line.account_id, line.bank_reference), 0))
       FROM banking_bankline AS line WHERE line.id = NEW.line_id;
    broken := banking_part_wrong(NEW.id);
    IF broken IS NOT NULL THEN
        RAISE EXCEPTION 'part of line %: %', NEW.line_id, broken USING ERRCODE = 'check_violation', CONSTRAINT = broken;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER banking_line_part AFTER INSERT ON banking_linepart
    FOR EACH ROW EXECUTE FUNCTION banking_line_part();

CREATE FUNCTION banking_entry_without_line(_entry bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT (SELECT sum(part.amount_fen) FROM banking_linepart AS part WHERE part.entry_id = _entry)
           IS DISTINCT FROM
           (SELECT sum(booked.amount_fen) FROM ledger_posting AS booked
             WHERE booked.entry_id = _entry AND booked.account_kind IN ('fiscal_account', 'income_account', 'expenditure_account'))
$$;

CREATE FUNCTION banking_entry_by_line() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF banking_entry_without_line(NEW.id) THEN
        RAISE EXCEPTION 'entry % books money without a line of the bank', NEW.key
            USING ERRCODE = 'check_violation', CONSTRAINT = 'entry_by_its_bank_line';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER banking_entry_by_line AFTER INSERT ON ledger_entry
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.flow = ANY (banking_flows_by_line()))
    EXECUTE FUNCTION banking_entry_by_line();
