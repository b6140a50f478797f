-- An entry that balances is complete: nothing joins it any more, though its transaction is still open. The check at
-- commit runs once per entry and can be called early (SET CONSTRAINTS); what joined after it was never checked.
-- Who prepared and who closed a month are the natural persons behind the accounts that are named.
-- law    财会〔2017〕28号; Accounting Law 25, 37; REG 37
CREATE FUNCTION ledger_complete_entry_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE complete bigint;
BEGIN
    SELECT touched.entry_id INTO complete
      FROM (SELECT DISTINCT entry_id FROM fresh) AS touched
     CROSS JOIN LATERAL (
        SELECT count(*) AS books, count(*) FILTER (WHERE net <> 0) AS off FROM (
            SELECT sum(CASE side WHEN 'DEBIT' THEN amount_fen ELSE -amount_fen END) AS net
              FROM ledger_posting AS posting
             WHERE posting.entry_id = touched.entry_id AND NOT EXISTS (SELECT 1 FROM fresh WHERE fresh.id = posting.id)
             GROUP BY posting.book_id) AS per_book) AS before
     WHERE before.books > 0 AND before.off = 0
     LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'entry % balances and is complete', complete
            USING ERRCODE = 'check_violation', CONSTRAINT = 'posting_joins_its_entry';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER ledger_complete_entry_stays AFTER INSERT ON ledger_posting
    REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION ledger_complete_entry_stays();
