-- Filings under one record do not hold on the same day (of several records of a person the action asks); one ends within its time.
-- Whoever writes, the case is of its matter.
-- law    REG 23; 国办发〔2021〕14号
CREATE FUNCTION medical_filings_cross(this bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT 1 FROM medical_awayfiling AS own
          LEFT JOIN medical_filingended AS own_end ON own_end.filing_id = own.id
          JOIN medical_awayfiling AS other ON other.person_id = own.person_id AND other.id <> own.id
          LEFT JOIN medical_filingended AS other_end ON other_end.filing_id = other.id
         WHERE own.id = this
           AND own.starts_on < coalesce(other_end.ends_before, other.ends_before, 'infinity')
           AND other.starts_on < coalesce(own_end.ends_before, own.ends_before, 'infinity'))
$$;
CREATE FUNCTION medical_filing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF medical_filings_cross(NEW.id) THEN
        RAISE EXCEPTION 'person % has filed care elsewhere twice for a day', NEW.person_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'away_filings_apart';
    END IF;
    IF NOT EXISTS (SELECT 1 FROM matters_case WHERE id = NEW.case_id AND matter = 'away_filing') THEN
        RAISE EXCEPTION 'filing of person % is of no case', NEW.person_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'away_filing_by_a_case';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER medical_filing AFTER INSERT ON medical_awayfiling FOR EACH ROW EXECUTE FUNCTION medical_filing();

CREATE FUNCTION medical_filing_ended() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM medical_awayfiling
         WHERE id = NEW.filing_id AND starts_on <= NEW.ends_before AND NEW.ends_before < coalesce(ends_before, 'infinity')) THEN
        RAISE EXCEPTION 'filing % does not end within its time', NEW.filing_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'away_filing_ends_within';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER medical_filing_ended AFTER INSERT ON medical_filingended FOR EACH ROW EXECUTE FUNCTION medical_filing_ended();

CREATE FUNCTION medical_sharing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM matters_case WHERE id = NEW.case_id AND matter = 'account_sharing') THEN
        RAISE EXCEPTION 'sharing of person % is of no case', NEW.holder_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'account_sharing_by_a_case';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER medical_sharing AFTER INSERT ON medical_accountsharing FOR EACH ROW EXECUTE FUNCTION medical_sharing();
