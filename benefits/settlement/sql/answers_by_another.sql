-- What a bank answers to a clearing's file is taken in by who neither signed the clearing nor sent that file; what came back is booked in
-- the clearing's own book, and in no other.
-- law    REG 37; SIL 64; 财社〔2017〕144号 art. 40; Accounting Law art. 37
CREATE FUNCTION settlement_clearing_answered() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE its settlement_clearingrun; sender bytea;
BEGIN
    SELECT run.* INTO its FROM settlement_clearingfile AS file JOIN settlement_clearingrun AS run ON run.id = file.run_id
     WHERE file.id = NEW.file_id;
    IF EXISTS (SELECT 1 FROM ledger_posting AS posting JOIN ledger_book AS book ON book.id = posting.book_id
                WHERE posting.entry_id = NEW.entry_id AND (book.region_id, book.fund) <> (its.region_id, its.fund)) THEN
        RAISE EXCEPTION 'an answer to clearing % is booked in another book', its.number
            USING ERRCODE = 'check_violation', CONSTRAINT = 'clearing_answer_in_its_book';
    END IF;
    SELECT account.person_hash INTO sender
      FROM settlement_clearingfile AS file JOIN agency_user AS account ON account.id = file.sent_by_id WHERE file.id = NEW.file_id;
    IF (SELECT person_hash FROM agency_user WHERE id = NEW.imported_by_id)
       IN (sender, agency_person_of_eyes(its.opened_eyes), agency_person_of_eyes(its.reviewed_eyes),
           agency_person_of_eyes(its.approved_eyes), agency_person_of_eyes(its.paid_eyes)) THEN
        RAISE EXCEPTION 'an answer to clearing % is taken in by who signed or sent it', its.number
            USING ERRCODE = 'check_violation', CONSTRAINT = 'clearing_answer_by_another';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER settlement_clearing_answered BEFORE INSERT ON settlement_clearinganswer
    FOR EACH ROW EXECUTE FUNCTION settlement_clearing_answered();
