-- What files of a clearing promise, whoever writes: a line pays what its institution is due by a clearing that was paid, to the account it
-- has, by its entry, once; what is paid anew came back, goes to another account than that one, is booked anew and sent by nobody who
-- signed the clearing or changed the account; an answer is of a line of its file, and nothing arrives after it came back.
-- law    REG 37, 40; 财社〔2017〕144号 art. 40–41
-- again  the row of the clearing lets lines of one institution come one after the other
CREATE FUNCTION settlement_remittance_due() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE its record; broken text;
BEGIN
    SELECT clearing.run_id, clearing.pay_fen, clearing.paid_at, clearing.entry_id, clearing.institution_id,
           institution.bank_name, institution.account_hash,
           file.run_id AS file_run, file.bank_name AS file_bank, file.sent_by_id, file.sent_at, run.opened_eyes, run.reviewed_eyes,
           run.approved_eyes
      INTO its
      FROM settlement_clearing AS clearing
      JOIN settlement_clearingrun AS run ON run.id = clearing.run_id
      JOIN providers_institution AS institution ON institution.id = clearing.institution_id
      JOIN settlement_clearingfile AS file ON file.id = NEW.file_id
     WHERE clearing.id = NEW.clearing_id
       FOR UPDATE OF clearing;
    broken := CASE
        WHEN (its.run_id, its.file_run, its.pay_fen) IS DISTINCT FROM (NEW.run_id, NEW.run_id, NEW.amount_fen)
             OR its.paid_at IS NULL OR EXISTS (SELECT 1 FROM settlement_leftout WHERE clearing_id = NEW.clearing_id)
             THEN 'remittance_as_cleared'
        WHEN (its.bank_name, its.account_hash) IS DISTINCT FROM (its.file_bank, NEW.account_hash) THEN 'remittance_to_its_account'
        WHEN NEW.again_for_id IS NULL AND its.entry_id IS DISTINCT FROM NEW.entry_id THEN 'remittance_as_cleared'
        WHEN NEW.again_for_id IS NOT NULL AND NOT EXISTS (
             SELECT 1 FROM settlement_remittance AS failed
               JOIN settlement_remittanceanswer AS told ON told.remittance_id = failed.id AND told.answer <> 'paid'
              WHERE failed.id = NEW.again_for_id AND failed.clearing_id = NEW.clearing_id AND failed.account_hash <> NEW.account_hash)
             THEN 'remittance_again_for_what_returned'
        WHEN NEW.again_for_id IS NOT NULL AND EXISTS (
             SELECT 1 FROM agency_user AS sender
              WHERE sender.id = its.sent_by_id
                AND (sender.person_hash IN (agency_person_of_eyes(its.opened_eyes), agency_person_of_eyes(its.reviewed_eyes),
                                            agency_person_of_eyes(its.approved_eyes))
                     OR providers_acts_for(sender.person_hash, its.institution_id, its.sent_at)
                     OR EXISTS (
                        SELECT 1 FROM providers_accountchange AS change
                         WHERE change.institution_id = its.institution_id AND change.outcome = 'approved'
                           AND change.account_hash = NEW.account_hash
                           AND sender.person_hash IN (agency_person_of_eyes(change.proposed_eyes),
                                                      agency_person_of_eyes(change.decided_eyes)))))
             THEN 'remittance_again_by_another'
    END;
    IF broken IS NOT NULL THEN
        RAISE EXCEPTION 'remittance % of clearing %: %', NEW.row, NEW.clearing_id, broken
            USING ERRCODE = 'check_violation', CONSTRAINT = broken;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER settlement_remittance_due BEFORE INSERT ON settlement_remittance
    FOR EACH ROW EXECUTE FUNCTION settlement_remittance_due();

CREATE FUNCTION settlement_file_is_its_lines() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT (count(*), coalesce(sum(amount_fen), 0)) FROM settlement_remittance WHERE file_id = NEW.id)
       <> (NEW.payments::bigint, NEW.total_fen::numeric) THEN
        RAISE EXCEPTION 'file % is not its lines', NEW.id USING ERRCODE = 'check_violation', CONSTRAINT = 'clearing_file_is_its_lines';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER settlement_file_is_its_lines AFTER INSERT ON settlement_clearingfile
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION settlement_file_is_its_lines();

-- Lines come with their file.
CREATE FUNCTION settlement_remittance_with_its_file() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT payments FROM settlement_clearingfile WHERE id = NEW.file_id)
       < (SELECT count(*) FROM settlement_remittance WHERE file_id = NEW.file_id) THEN
        RAISE EXCEPTION 'a line joins file % afterwards', NEW.file_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'clearing_file_is_its_lines';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER settlement_remittance_with_its_file AFTER INSERT ON settlement_remittance
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION settlement_remittance_with_its_file();

-- Whoever is paid by a clearing is in a file of it.
CREATE FUNCTION settlement_paid_by_files() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.state = 'paid' AND EXISTS (
        SELECT 1 FROM settlement_clearing AS its
         WHERE its.run_id = NEW.id AND its.pay_fen > 0
           AND NOT EXISTS (SELECT 1 FROM settlement_leftout WHERE clearing_id = its.id)
           AND NOT EXISTS (SELECT 1 FROM settlement_remittance WHERE clearing_id = its.id)) THEN
        RAISE EXCEPTION 'clearing % is paid without a file', NEW.number
            USING ERRCODE = 'check_violation', CONSTRAINT = 'clearing_paid_by_files';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER settlement_paid_by_files AFTER UPDATE ON settlement_clearingrun
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION settlement_paid_by_files();

CREATE FUNCTION settlement_answer_of_its_file() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT file_id FROM settlement_remittance WHERE id = NEW.remittance_id)
       IS DISTINCT FROM (SELECT file_id FROM settlement_clearinganswer WHERE id = NEW.told_in_id)
       OR NEW.answer = 'paid' AND EXISTS (
          SELECT 1 FROM settlement_remittanceanswer WHERE remittance_id = NEW.remittance_id AND answer <> 'paid') THEN
        RAISE EXCEPTION 'an answer of line % that is not of its file, or comes after it was returned', NEW.remittance_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'remittance_answer_of_its_file';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER settlement_answer_of_its_file BEFORE INSERT ON settlement_remittanceanswer
    FOR EACH ROW EXECUTE FUNCTION settlement_answer_of_its_file();
