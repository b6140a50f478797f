-- The account money goes to is recorded and ends once; whose it is, which it is and since when never changes: another account is
-- another row, by a case of its own.
-- law    REG 9, 62
CREATE FUNCTION registry_bank_card_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE'
       OR (NEW.id, NEW.person_id, NEW.bank_name, NEW.account, NEW.account_hash, NEW.starts_on)
          IS DISTINCT FROM (OLD.id, OLD.person_id, OLD.bank_name, OLD.account, OLD.account_hash, OLD.starts_on)
       OR OLD.ends_before IS NOT NULL AND NEW.ends_before IS DISTINCT FROM OLD.ends_before THEN
        RAISE EXCEPTION 'account % of person % stays', OLD.id, OLD.person_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'bank_card_stays';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER registry_bank_card_stays BEFORE UPDATE OR DELETE ON registry_bankcard
    FOR EACH ROW EXECUTE FUNCTION registry_bank_card_stays();
