-- What an institution is paid is booked in the book of the run's fund and place, and in no other, as much as the clearing says.
-- law    SIL 64 (a book for each fund); 财社〔2017〕144号 art. 40; regulations E
CREATE FUNCTION settlement_clearing_booked() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.entry_id IS NOT NULL AND NOT (
        SELECT coalesce(bool_and((book.region_id, book.fund) = (run.region_id, run.fund) AND posting.flow = 'provider_clearing'), false)
               AND coalesce(sum(posting.amount_fen) FILTER (WHERE posting.account_kind = 'benefits' AND posting.side = 'DEBIT'), 0)
                   = NEW.pay_fen
          FROM ledger_posting AS posting
          JOIN ledger_book AS book ON book.id = posting.book_id
          JOIN settlement_clearingrun AS run ON run.id = NEW.run_id
         WHERE posting.entry_id = NEW.entry_id) THEN
        RAISE EXCEPTION 'clearing % is booked in another book, or as another amount', NEW.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'clearing_in_its_book';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER settlement_clearing_booked BEFORE INSERT OR UPDATE ON settlement_clearing
    FOR EACH ROW EXECUTE FUNCTION settlement_clearing_booked();
