-- What a transfer promises, whoever writes: it begins requested; it begins, is answered and paid only of somebody who
-- lives and draws no pension, under any of their records; it goes on along the table of moves only, one step a version;
-- whose and where it is stays, and so do amounts, letters and signatures once they were answered; what has ended stays. An
-- account moves only as a transfer of that state and those amounts says. Money in transit arrives, whatever happened to the
-- person meanwhile. Between the pension schemes nobody changes who draws either.
-- law    国办发〔2009〕66号 art. 2, 4, 8; 人社部发〔2014〕17号 art. 2, 5–8; REG 12, 37; SIL 14
-- twin   contributions.transfers.rules.course.TRANSFER
CREATE FUNCTION transfers_course() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'transfer % is on record', OLD.number
            USING ERRCODE = 'check_violation', CONSTRAINT = 'transfer_stays';
    END IF;
    IF TG_OP = 'INSERT' THEN
        IF NEW.state <> 'requested' OR NEW.pooled_fen IS NOT NULL THEN
            RAISE EXCEPTION 'transfer % begins elsewhere than at its beginning', NEW.number
                USING ERRCODE = 'check_violation', CONSTRAINT = 'transfer_course';
        END IF;
    ELSIF (OLD.number, OLD.insurance, OLD.to_insurance, OLD.person_id, OLD.from_region_id, OLD.to_region_id,
           OLD.case_id, OLD.contact_letter_id, OLD.requested_at)
       IS DISTINCT FROM (NEW.number, NEW.insurance, NEW.to_insurance, NEW.person_id, NEW.from_region_id,
                         NEW.to_region_id, NEW.case_id, NEW.contact_letter_id, NEW.requested_at)
       OR NEW.version <> OLD.version + 1
       OR OLD.state IN ('answered', 'in_transit')
          AND (OLD.months, OLD.wages_fen, OLD.principal_fen, OLD.interest_fen, OLD.year_interest_fen, OLD.interest_until,
               OLD.pooled_fen, OLD.overlap_fen, OLD.information_form_id, OLD.prepared_by_id, OLD.answered_by_id)
              IS DISTINCT FROM (NEW.months, NEW.wages_fen, NEW.principal_fen, NEW.interest_fen, NEW.year_interest_fen,
                                NEW.interest_until, NEW.pooled_fen, NEW.overlap_fen, NEW.information_form_id,
                                NEW.prepared_by_id, NEW.answered_by_id)
       OR OLD.state = 'in_transit' AND OLD.paid_by_id IS DISTINCT FROM NEW.paid_by_id THEN
        RAISE EXCEPTION 'transfer % says something else than before', NEW.number
            USING ERRCODE = 'check_violation', CONSTRAINT = 'transfer_stays';
    ELSIF (OLD.state, NEW.state) NOT IN (
        ('requested', 'prepared'), ('requested', 'refusing'), ('requested', 'withdrawn'),
        ('prepared', 'answered'), ('prepared', 'requested'), ('prepared', 'withdrawn'),
        ('refusing', 'refused'), ('refusing', 'requested'), ('refusing', 'withdrawn'),
        ('answered', 'in_transit'), ('answered', 'withdrawn'),
        ('in_transit', 'credited')) THEN
        RAISE EXCEPTION 'transfer % does not go from % to %', NEW.number, OLD.state, NEW.state
            USING ERRCODE = 'check_violation', CONSTRAINT = 'transfer_course';
    END IF;
    IF (TG_OP = 'INSERT' OR NEW.state IN ('answered', 'in_transit')) AND EXISTS (
       SELECT 1
         FROM registry_person AS own
        WHERE own.id = ANY (ARRAY[NEW.person_id] || ARRAY(
              SELECT other.person_id FROM registry_onepeople AS its
                JOIN registry_onepeople AS other ON other.head_id = its.head_id WHERE its.person_id = NEW.person_id))
          AND (own.died_on IS NOT NULL OR EXISTS (
              SELECT 1 FROM participation_insuredperiod AS period
               WHERE period.person_id = own.id AND period.ended_because = 'retired'
                 AND (period.insurance = 'pension_employee'
                      OR period.insurance = 'pension_resident' AND period.insurance IN (NEW.insurance, NEW.to_insurance))))) THEN
        RAISE EXCEPTION 'transfer %: the person draws a pension, or has died', NEW.number
            USING ERRCODE = 'check_violation', CONSTRAINT = 'transfer_not_in_payment';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER transfers_course BEFORE INSERT OR UPDATE OR DELETE ON transfers_transfer
    FOR EACH ROW EXECUTE FUNCTION transfers_course();

CREATE FUNCTION transfers_account_moves_as_told() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM transfers_transfer AS transfer
         WHERE transfer.person_id = NEW.person_id AND transfer.interest_until = NEW.counts_from
           AND ((NEW.key = format('transfer:%s:out', transfer.number) AND transfer.state = 'in_transit'
                 AND NEW.region_id = transfer.from_region_id AND NEW.account = transfer.insurance
                 AND (NEW.principal_fen, NEW.interest_fen, NEW.year_interest_fen)
                   = (-transfer.principal_fen, -transfer.interest_fen, -transfer.year_interest_fen))
             OR (NEW.key = format('transfer:%s:in', transfer.number) AND transfer.state = 'credited'
                 AND NEW.region_id = transfer.to_region_id AND NEW.account = transfer.to_insurance
                 AND (NEW.principal_fen, NEW.interest_fen, NEW.year_interest_fen)
                   = (transfer.principal_fen, transfer.interest_fen, transfer.year_interest_fen))))
       AND NOT EXISTS (
        SELECT 1 FROM transfers_transfer AS transfer JOIN transfers_overlapreturn AS paid ON paid.transfer_id = transfer.id
         WHERE transfer.person_id = NEW.person_id AND NEW.key = format('transfer:%s:overlap', transfer.number)
           AND NEW.region_id = transfer.to_region_id AND NEW.account = transfer.to_insurance
           AND NEW.counts_from = paid.returned_on
           AND (NEW.principal_fen, NEW.interest_fen, NEW.year_interest_fen) = (-paid.amount_fen, 0, 0)) THEN
        RAISE EXCEPTION 'account move %: no transfer says so', NEW.key
            USING ERRCODE = 'check_violation', CONSTRAINT = 'account_moves_as_told';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER transfers_account_moves_as_told BEFORE INSERT ON accounts_move
    FOR EACH ROW EXECUTE FUNCTION transfers_account_moves_as_told();

CREATE FUNCTION transfers_year_with_its_form() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM transfers_transfer WHERE id = NEW.transfer_id AND state = 'prepared') THEN
        RAISE EXCEPTION 'the record of transfer % is written with its form', NEW.transfer_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'transfer_year_with_its_form';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER transfers_year_with_its_form BEFORE INSERT ON transfers_transferyear
    FOR EACH ROW EXECUTE FUNCTION transfers_year_with_its_form();
