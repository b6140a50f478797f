-- The expenditure account draws in a month what the finance department granted for it, and no more; what was reversed, in whichever
-- month, was not drawn. A plan goes one way, and what was asked for does not change. Who signed, or draws, did not write the reply down.
-- law    REG 40; 财社〔2017〕144号 art. 41; Accounting Law 35, 37
-- again  who draws and who answers a plan wait for each other: both lock the book
CREATE FUNCTION ledger_draws(its_book bigint, its_month date, its_account bigint) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN EXISTS (
        SELECT 1 FROM ledger_posting AS moved
          JOIN ledger_entry AS entry ON entry.id = moved.entry_id
          JOIN agency_user AS drawer ON drawer.id = entry.posted_by
          JOIN agency_user AS own ON own.id = its_account AND (own.id = drawer.id OR own.person_hash = drawer.person_hash)
         WHERE moved.book_id = its_book AND moved.flow = 'funding' AND moved.account_kind = 'fiscal_account'
           AND moved.booked_on >= its_month AND moved.booked_on < its_month + interval '1 month');
END $$;

CREATE FUNCTION ledger_funding_plan_course() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE broken text;
BEGIN
    broken := CASE
        WHEN TG_OP = 'DELETE' THEN 'funding_plan_stays'
        WHEN TG_OP = 'INSERT' THEN CASE WHEN NEW.state <> 'prepared' THEN 'funding_plan_course' END
        WHEN (NEW.number, NEW.book_id, NEW.month, NEW.amount_fen, NEW.purpose, NEW.prepared_by_id, NEW.prepared_eyes, NEW.prepared_at)
             IS DISTINCT FROM
             (OLD.number, OLD.book_id, OLD.month, OLD.amount_fen, OLD.purpose, OLD.prepared_by_id, OLD.prepared_eyes, OLD.prepared_at)
             OR OLD.state = 'signed' AND (NEW.signed_by_id, NEW.signed_eyes, NEW.signed_at)
             IS DISTINCT FROM (OLD.signed_by_id, OLD.signed_eyes, OLD.signed_at) THEN 'funding_plan_stays'
        WHEN (OLD.state, NEW.state) NOT IN (('prepared', 'signed'), ('prepared', 'withdrawn'), ('signed', 'answered'))
             THEN 'funding_plan_course'
        WHEN NEW.state = 'answered' AND EXISTS (
             SELECT 1 FROM agency_user AS signer JOIN agency_user AS writer ON writer.person_hash = signer.person_hash
              WHERE signer.id = NEW.signed_by_id AND writer.id = NEW.answered_by_id) THEN 'answered_by_who_signed'
        WHEN NEW.state = 'answered' AND ledger_draws(NEW.book_id, NEW.month, NEW.answered_by_id) THEN 'answered_by_who_draws'
    END;
    IF broken IS NOT NULL THEN
        RAISE EXCEPTION 'funding plan %: %', coalesce(NEW.number, OLD.number), broken
            USING ERRCODE = 'check_violation', CONSTRAINT = broken;
    END IF;
    PERFORM 1 FROM ledger_book WHERE id = NEW.book_id FOR NO KEY UPDATE;
    RETURN NEW;
END $$;
CREATE TRIGGER ledger_funding_plan_course BEFORE INSERT OR UPDATE OR DELETE ON ledger_fundingplan
    FOR EACH ROW EXECUTE FUNCTION ledger_funding_plan_course();

CREATE FUNCTION ledger_drawn_by_plan() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE over record;
BEGIN
    PERFORM 1 FROM ledger_book WHERE id IN (SELECT book_id FROM fresh WHERE flow = 'funding') ORDER BY id FOR NO KEY UPDATE;
    FOR over IN
        SELECT each.book_id, each.month
          FROM (SELECT DISTINCT book_id, date_trunc('month', booked_on)::date AS month
                  FROM fresh WHERE flow = 'funding' AND account_kind = 'fiscal_account') AS each
         WHERE (SELECT coalesce(sum(moved.amount_fen), 0) FROM ledger_posting AS moved
                 WHERE moved.book_id = each.book_id AND moved.flow = 'funding' AND moved.account_kind = 'fiscal_account'
                   AND moved.booked_on >= each.month AND moved.booked_on < each.month + interval '1 month'
                   AND NOT EXISTS (SELECT 1 FROM ledger_entry AS reversal WHERE reversal.reverses_id = moved.entry_id))
             > (SELECT coalesce(sum(granted_fen), 0) FROM ledger_fundingplan AS plan
                 WHERE plan.book_id = each.book_id AND plan.month = each.month)
    LOOP
        RAISE EXCEPTION 'book % draws more in % than was granted', over.book_id, over.month
            USING ERRCODE = 'check_violation', CONSTRAINT = 'drawn_by_plan';
    END LOOP;
    IF EXISTS (
        SELECT 1 FROM ledger_fundingplan AS plan
          JOIN fresh ON fresh.flow = 'funding' AND fresh.book_id = plan.book_id AND date_trunc('month', fresh.booked_on)::date = plan.month
         WHERE plan.state = 'answered' AND ledger_draws(plan.book_id, plan.month, plan.answered_by_id)) THEN
        RAISE EXCEPTION 'who wrote the reply down draws by it'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'drawn_by_who_answered';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER ledger_drawn_by_plan AFTER INSERT ON ledger_posting
    REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION ledger_drawn_by_plan();
