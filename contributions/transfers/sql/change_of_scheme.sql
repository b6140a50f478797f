-- What a change of pension scheme promises, whoever writes: years paid twice are written with their form; what was paid twice
-- goes back once it has arrived, as it was answered, by somebody who neither prepared nor answered it; whose residents'
-- account left for the employees' scheme begins no residents' period any more.
-- law    人社部发〔2014〕17号 art. 5, 7, 8; REG 37
-- twin   contributions.transfers.rules.change_of_scheme
CREATE TRIGGER transfers_overlap_with_its_form BEFORE INSERT ON transfers_overlap
    FOR EACH ROW EXECUTE FUNCTION transfers_year_with_its_form();

CREATE FUNCTION transfers_overlap_goes_back() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM transfers_transfer
         WHERE id = NEW.transfer_id AND state = 'credited' AND overlap_fen = NEW.amount_fen
           AND NEW.returned_eyes NOT IN (prepared_eyes, answered_eyes)) THEN
        RAISE EXCEPTION 'overlap of transfer %: not what was answered, or not yet, or by who answered it', NEW.transfer_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'overlap_goes_back';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER transfers_overlap_goes_back BEFORE INSERT ON transfers_overlapreturn
    FOR EACH ROW EXECUTE FUNCTION transfers_overlap_goes_back();

CREATE FUNCTION transfers_resident_relation_ended() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM transfers_transfer AS ended
         WHERE (ended.person_id = NEW.person_id OR ended.person_id IN (
                SELECT other.person_id FROM registry_onepeople AS own
                  JOIN registry_onepeople AS other ON other.head_id = own.head_id WHERE own.person_id = NEW.person_id))
           AND ended.insurance = 'pension_resident' AND ended.to_insurance = 'pension_employee'
           AND ended.state IN ('in_transit', 'credited')) THEN
        RAISE EXCEPTION 'person %: the residents'' relation has ended', NEW.person_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'resident_relation_ended';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER transfers_resident_relation_ended BEFORE INSERT ON participation_insuredperiod
    FOR EACH ROW WHEN (NEW.insurance = 'pension_resident') EXECUTE FUNCTION transfers_resident_relation_ended();
