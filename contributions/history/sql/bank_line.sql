-- Money of a certificate is confirmed by the line of the bank it arrived by, once: of the fiscal account of its book, of its
-- amount, and of nothing the books know already. What was confirmed stays, with its line.
-- law    REG 37; SIL 64; 财社〔2017〕144号 art. 41
CREATE OR REPLACE FUNCTION history_file_stays() RETURNS trigger LANGUAGE plpgsql AS $$
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

CREATE FUNCTION history_bank_line_fits() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.money_line_id IS NOT DISTINCT FROM OLD.money_line_id THEN
        RETURN NEW;
    END IF;
    IF NOT EXISTS (
        SELECT 1 FROM banking_statementline AS line
          JOIN banking_bankaccount AS bank ON bank.id = line.bank_account_id
          JOIN ledger_account AS account ON account.id = bank.account_id AND account.kind = 'fiscal_account'
          JOIN ledger_book AS book ON book.id = account.book_id
         WHERE line.id = NEW.money_line_id AND line.amount_fen = NEW.money_fen AND line.matched_at IS NULL
           AND book.region_id = NEW.region_id
           AND book.fund = CASE NEW.line WHEN 'hs' THEN 'medical_employee' ELSE 'pension_employee' END) THEN
        RAISE EXCEPTION 'line % of the bank does not bring the money of history file %', NEW.money_line_id, NEW.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'history_bank_line_fits';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER history_bank_line_fits BEFORE INSERT OR UPDATE OF money_line_id ON history_historyfile
    FOR EACH ROW WHEN (NEW.money_line_id IS NOT NULL) EXECUTE FUNCTION history_bank_line_fits();
