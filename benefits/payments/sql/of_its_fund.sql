-- Money of a fund pays what is of that fund, whoever writes: a benefit is of the fund of its insurance, a line of a run of the
-- benefit's fund and place, and as much as was granted, to whom, and of no month before it begins or after it ends; what a file paid
-- or an answer brought back is booked in the run's book alone. Who hands a file to a bank has signed nothing of its run, and who takes
-- in the answer is another again.
-- law    SIL 14, 64, 69 (a book for each fund); REG 37; 财社〔2017〕144号 art. 40; Accounting Law art. 37; regulations E
CREATE FUNCTION payments_entitlement_of_its_fund() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.fund <> (CASE NEW.insurance WHEN 'maternity' THEN 'medical_employee' ELSE NEW.insurance END) THEN
        RAISE EXCEPTION 'benefit % of % is not of fund %', NEW.number, NEW.insurance, NEW.fund
            USING ERRCODE = 'check_violation', CONSTRAINT = 'entitlement_of_its_fund';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER payments_entitlement_of_its_fund BEFORE INSERT ON payments_entitlement
    FOR EACH ROW EXECUTE FUNCTION payments_entitlement_of_its_fund();

-- note   what a line pays is looked up by key, line by line: joined, all that anybody was granted is read for each slice of a run
CREATE FUNCTION payments_line_of_its_fund() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE broken text;
BEGIN
    SELECT CASE WHEN (entitled.region_id, entitled.fund) <> (its.region_id, its.fund) THEN 'line_of_its_fund' ELSE 'line_as_granted' END
      INTO broken
      FROM fresh
      LEFT JOIN LATERAL (SELECT * FROM payments_paymentrun AS run WHERE run.id = fresh.paid_in OFFSET 0) AS its ON true
      LEFT JOIN LATERAL (SELECT * FROM payments_component AS own WHERE own.id = fresh.component_id OFFSET 0) AS part ON true
      LEFT JOIN LATERAL (SELECT * FROM payments_entitlement AS own WHERE own.id = part.entitlement_id OFFSET 0) AS entitled ON true
     WHERE (entitled.region_id, entitled.fund) <> (its.region_id, its.fund)
        OR (entitled.person_id, part.amount_fen) IS DISTINCT FROM (fresh.person_id, fresh.amount_fen)
        OR fresh.month < part.from_month OR fresh.month >= part.before_month
        OR part.rhythm = 'once' AND fresh.month <> part.from_month
     LIMIT 1;
    IF broken IS NOT NULL THEN
        RAISE EXCEPTION 'a line is not what its benefit pays in its month, or of another fund or place'
            USING ERRCODE = 'check_violation', CONSTRAINT = broken;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER payments_line_of_its_fund AFTER INSERT ON payments_line
    REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION payments_line_of_its_fund();

CREATE FUNCTION payments_booked_elsewhere(entry bigint, run bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT entry IS NOT NULL AND EXISTS (
        SELECT 1 FROM ledger_posting AS posting
          JOIN ledger_book AS book ON book.id = posting.book_id
          JOIN payments_paymentrun AS its ON its.id = run
         WHERE posting.entry_id = entry AND (book.region_id, book.fund) <> (its.region_id, its.fund))
$$;

CREATE FUNCTION payments_file_of_its_run() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE its payments_paymentrun;
BEGIN
    SELECT run.* INTO its FROM payments_batch AS batch JOIN payments_paymentrun AS run ON run.id = batch.payment_run_id
     WHERE batch.id = NEW.batch_id;
    IF payments_booked_elsewhere(NEW.entry_id, its.id) OR payments_booked_elsewhere(NEW.offset_entry_id, its.id) THEN
        RAISE EXCEPTION 'a file of run % is booked in another book', its.number
            USING ERRCODE = 'check_violation', CONSTRAINT = 'bank_file_in_its_book';
    END IF;
    IF (SELECT person_hash FROM agency_user WHERE id = NEW.sent_by_id)
       IN (agency_person_of_eyes(its.opened_eyes), agency_person_of_eyes(its.reviewed_eyes), agency_person_of_eyes(its.approved_eyes)) THEN
        RAISE EXCEPTION 'run % is sent by who signed it', its.number
            USING ERRCODE = 'check_violation', CONSTRAINT = 'bank_file_sent_by_another';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER payments_file_of_its_run BEFORE INSERT ON payments_bankfile
    FOR EACH ROW EXECUTE FUNCTION payments_file_of_its_run();

CREATE FUNCTION payments_answer_of_its_run() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE its payments_paymentrun; sender bytea; taker bytea;
BEGIN
    SELECT run.* INTO its
      FROM payments_bankfile AS file
      JOIN payments_batch AS batch ON batch.id = file.batch_id
      JOIN payments_paymentrun AS run ON run.id = batch.payment_run_id
     WHERE file.id = NEW.file_id;
    IF payments_booked_elsewhere(NEW.entry_id, its.id) THEN
        RAISE EXCEPTION 'an answer to run % is booked in another book', its.number
            USING ERRCODE = 'check_violation', CONSTRAINT = 'answer_in_its_book';
    END IF;
    SELECT person_hash INTO taker FROM agency_user WHERE id = NEW.imported_by_id;
    SELECT account.person_hash INTO sender
      FROM payments_bankfile AS file JOIN agency_user AS account ON account.id = file.sent_by_id WHERE file.id = NEW.file_id;
    IF taker IN (sender, agency_person_of_eyes(its.opened_eyes), agency_person_of_eyes(its.reviewed_eyes),
                 agency_person_of_eyes(its.approved_eyes)) THEN
        RAISE EXCEPTION 'an answer to run % is taken in by who signed or sent it', its.number
            USING ERRCODE = 'check_violation', CONSTRAINT = 'answer_taken_by_another';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER payments_answer_of_its_run BEFORE INSERT ON payments_resultfile
    FOR EACH ROW EXECUTE FUNCTION payments_answer_of_its_run();
