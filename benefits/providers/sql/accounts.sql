-- What accounts of institutions promise, whoever writes: a change of account is decided once, by another than who proposed it and by nobody
-- who acts for the institution, and stays as it was said; an institution stays as it was registered but for its account, which is the one
-- it was registered with, or the last that was approved.
-- law    REG 9, 37, 40
CREATE FUNCTION providers_account_change_course() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'change of account % stays', OLD.id USING ERRCODE = 'check_violation', CONSTRAINT = 'account_change_stays';
    END IF;
    IF TG_OP = 'INSERT' AND NEW.outcome <> ''
       OR TG_OP = 'UPDATE' AND (OLD.outcome <> '' OR NEW.outcome = ''
           OR to_jsonb(NEW) - ARRAY['outcome', 'decided_by_id', 'decided_eyes', 'decided_at']
           <> to_jsonb(OLD) - ARRAY['outcome', 'decided_by_id', 'decided_eyes', 'decided_at']) THEN
        RAISE EXCEPTION 'change of account % stays', NEW.id USING ERRCODE = 'check_violation', CONSTRAINT = 'account_change_stays';
    END IF;
    IF providers_acts_for(agency_person_of_eyes(NEW.proposed_eyes), NEW.institution_id, NEW.proposed_at)
       OR NEW.outcome <> ''
          AND (agency_person_of_eyes(NEW.decided_eyes) = agency_person_of_eyes(NEW.proposed_eyes)
               OR providers_acts_for(agency_person_of_eyes(NEW.decided_eyes), NEW.institution_id, NEW.decided_at)) THEN
        RAISE EXCEPTION 'the account of institution % is changed by one person, or by who acts for it', NEW.institution_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'account_change_by_others';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER providers_account_change_course BEFORE INSERT OR UPDATE OR DELETE ON providers_accountchange
    FOR EACH ROW EXECUTE FUNCTION providers_account_change_course();

CREATE FUNCTION providers_account_as_approved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'institution % stays', OLD.number USING ERRCODE = 'check_violation', CONSTRAINT = 'institution_stays';
    END IF;
    IF to_jsonb(NEW) - ARRAY['bank_name', 'account', 'account_hash'] <> to_jsonb(OLD) - ARRAY['bank_name', 'account', 'account_hash'] THEN
        RAISE EXCEPTION 'institution % stays', OLD.number USING ERRCODE = 'check_violation', CONSTRAINT = 'institution_stays';
    END IF;
    IF (NEW.bank_name, NEW.account_hash) IS DISTINCT FROM (OLD.bank_name, OLD.account_hash)
       AND NOT EXISTS (
           SELECT 1
             FROM (SELECT its.bank_name, its.account_hash FROM providers_accountchange AS its
                    WHERE its.institution_id = NEW.id AND its.outcome = 'approved' ORDER BY its.decided_at DESC, its.id DESC LIMIT 1) AS last
            WHERE (last.bank_name, last.account_hash) = (NEW.bank_name, NEW.account_hash)) THEN
        RAISE EXCEPTION 'nobody approved this account of institution %', NEW.number
            USING ERRCODE = 'check_violation', CONSTRAINT = 'institution_account_as_approved';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER providers_account_as_approved BEFORE UPDATE OR DELETE ON providers_institution
    FOR EACH ROW EXECUTE FUNCTION providers_account_as_approved();
