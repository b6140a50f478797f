-- The ledger's promises, kept by the database whoever writes:
-- an entry balances in every fund book and is not empty (once per entry, at commit); a reversal takes back the whole of the one
-- it names; a posting joins an entry of its own transaction, an account of its own book, a flow that is allowed, a month that is
-- not closed. A closed month stays closed; an account stays in its book, and a book with its collector.
-- again  a posting and the closing of its book's month wait for each other: both lock the book
-- law    财会〔2017〕28号 (each fund an independent entity); 财社〔2017〕144号 art. 39–42 (allowed flows); SIL 64, 69
CREATE FUNCTION ledger_stamp_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.transaction_id := pg_current_xact_id()::text::bigint;
    RETURN NEW;
END $$;
CREATE TRIGGER ledger_stamp_entry BEFORE INSERT ON ledger_entry
    FOR EACH ROW EXECUTE FUNCTION ledger_stamp_entry();

-- What an entry takes back: one of the flow it reverses, all of its postings on the other sides.
CREATE FUNCTION ledger_takes_back(_entry_id bigint, _flow text, _reverses_id bigint) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN EXISTS (SELECT 1 FROM ledger_entry WHERE id = _reverses_id AND flow || '.reversed' = _flow)
       AND NOT EXISTS (
           SELECT 1
             FROM (SELECT book_id, account_kind, month, item, CASE side WHEN 'DEBIT' THEN amount_fen ELSE -amount_fen END AS fen
                     FROM ledger_posting WHERE entry_id IN (_entry_id, _reverses_id)) AS both_sides
            GROUP BY book_id, account_kind, month, item, abs(fen)
           HAVING sum(fen) <> 0);
END $$;

CREATE FUNCTION ledger_entry_balances() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE books int; off int;
BEGIN
    SELECT count(*), count(*) FILTER (WHERE net <> 0) INTO books, off FROM (
        SELECT sum(CASE side WHEN 'DEBIT' THEN amount_fen ELSE -amount_fen END) AS net
          FROM ledger_posting WHERE entry_id = NEW.id GROUP BY book_id) AS per_book;
    IF books = 0 OR off > 0 THEN
        RAISE EXCEPTION 'entry % is empty or does not balance', NEW.key
            USING ERRCODE = 'check_violation', CONSTRAINT = 'entry_balances';
    END IF;
    IF NEW.flow LIKE '%.reversed' AND NOT ledger_takes_back(NEW.id, NEW.flow, NEW.reverses_id) THEN
        RAISE EXCEPTION 'entry % takes back another than the one it names', NEW.key
            USING ERRCODE = 'check_violation', CONSTRAINT = 'entry_takes_back_its_own';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER ledger_entry_balances AFTER INSERT ON ledger_entry
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_entry_balances();

CREATE FUNCTION ledger_check_postings() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE bad record;
BEGIN
    PERFORM 1 FROM ledger_book WHERE id IN (SELECT book_id FROM fresh) ORDER BY id FOR SHARE;
    SELECT fresh.id, CASE
             WHEN entry.id IS NULL OR entry.transaction_id <> pg_current_xact_id()::text::bigint
               OR entry.flow <> fresh.flow OR entry.booked_on <> fresh.booked_on THEN 'posting_joins_its_entry'
             WHEN account.id IS NULL THEN 'posting_account_of_its_book'
             WHEN flow.id IS NULL THEN 'posting_flow_allowed'
             ELSE 'posting_month_open' END AS promise
      INTO bad
      FROM fresh
      LEFT JOIN ledger_entry AS entry ON entry.id = fresh.entry_id
      LEFT JOIN ledger_account AS account
             ON account.id = fresh.account_id AND account.book_id = fresh.book_id AND account.kind = fresh.account_kind
      LEFT JOIN ledger_allowedflow AS flow
             ON flow.flow = fresh.flow AND flow.account_kind = fresh.account_kind AND flow.side = fresh.side
      LEFT JOIN ledger_closing AS closing
             ON closing.book_id = fresh.book_id AND closing.closed_at IS NOT NULL
            AND closing.month = date_trunc('month', fresh.booked_on)::date
     WHERE entry.id IS NULL OR entry.transaction_id <> pg_current_xact_id()::text::bigint
        OR entry.flow <> fresh.flow OR entry.booked_on <> fresh.booked_on
        OR account.id IS NULL OR flow.id IS NULL OR closing.id IS NOT NULL
     LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'posting % breaks %', bad.id, bad.promise
            USING ERRCODE = 'check_violation', CONSTRAINT = bad.promise;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER ledger_check_postings AFTER INSERT ON ledger_posting
    REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION ledger_check_postings();

CREATE FUNCTION ledger_account_of_its_book() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.collector <> (SELECT collector FROM ledger_book WHERE id = NEW.book_id) THEN
        RAISE EXCEPTION 'account names another collector than its book'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'account_collector_of_its_book';
    END IF;
    IF TG_OP = 'UPDATE' AND (OLD.book_id, OLD.kind) IS DISTINCT FROM (NEW.book_id, NEW.kind) THEN
        RAISE EXCEPTION 'account % stays in its book and of its kind', OLD.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'account_stays';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER ledger_account_of_its_book BEFORE INSERT OR UPDATE ON ledger_account
    FOR EACH ROW EXECUTE FUNCTION ledger_account_of_its_book();

CREATE FUNCTION ledger_book_keeps_its_collector() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM ledger_account WHERE book_id = OLD.id) THEN
        RAISE EXCEPTION 'book % has accounts of its collector', OLD.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'book_keeps_its_collector';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER ledger_book_keeps_its_collector BEFORE UPDATE ON ledger_book FOR EACH ROW
    WHEN (OLD.collector IS DISTINCT FROM NEW.collector) EXECUTE FUNCTION ledger_book_keeps_its_collector();

CREATE FUNCTION ledger_closing_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' AND OLD.closed_at IS NOT NULL THEN
        RAISE EXCEPTION 'closing % stays', OLD.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'closing_stays';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    PERFORM 1 FROM ledger_book WHERE id = NEW.book_id FOR NO KEY UPDATE;
    RETURN NEW;
END $$;
CREATE TRIGGER ledger_closing_stays BEFORE INSERT OR UPDATE OR DELETE ON ledger_closing
    FOR EACH ROW EXECUTE FUNCTION ledger_closing_stays();
