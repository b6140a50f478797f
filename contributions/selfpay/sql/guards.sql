-- A claim is listed by a run, then stays as it was listed, with as much as its items; that the money came is said once.
-- law    REG 53 (records are not overwritten)
CREATE TRIGGER selfpay_claim_stays BEFORE UPDATE ON selfpay_subsidyclaim FOR EACH ROW
    WHEN (OLD.number IS DISTINCT FROM NEW.number OR OLD.kind IS DISTINCT FROM NEW.kind
       OR OLD.region_id IS DISTINCT FROM NEW.region_id OR OLD.claimed_eyes IS DISTINCT FROM NEW.claimed_eyes
       OR OLD.listed_in_id IS DISTINCT FROM NEW.listed_in_id
       OR (OLD.listed_at IS NOT NULL AND (OLD.listed_at, OLD.total_fen, OLD.people)
                                         IS DISTINCT FROM (NEW.listed_at, NEW.total_fen, NEW.people))
       OR OLD.received_on IS NOT NULL)
    EXECUTE FUNCTION kernel_refuse_change();
CREATE TRIGGER selfpay_claim_not_deleted BEFORE DELETE ON selfpay_subsidyclaim
    FOR EACH ROW EXECUTE FUNCTION kernel_refuse_change();

CREATE FUNCTION selfpay_claim_equals_its_items() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE listed bigint;
BEGIN
    SELECT coalesce(sum(amount_fen), 0) INTO listed FROM selfpay_subsidyitem WHERE claim_id = NEW.id;
    IF NEW.total_fen <> listed THEN
        RAISE EXCEPTION 'claim % asks for % fen, its items for %', NEW.number, NEW.total_fen, listed
            USING ERRCODE = 'check_violation', CONSTRAINT = 'claim_equals_its_items';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER selfpay_claim_with_items AFTER INSERT OR UPDATE OF listed_at ON selfpay_subsidyclaim
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.listed_at IS NOT NULL)
    EXECUTE FUNCTION selfpay_claim_equals_its_items();
