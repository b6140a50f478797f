-- Money of a certificate is confirmed by the line of the bank it arrived by, once: of the fiscal account of its book, of its
-- amount, and of nothing the books know already. What was confirmed stays, with its line.
-- law    REG 37; SIL 64; 财社〔2017〕144号 art. 41
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
