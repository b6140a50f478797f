-- A claim is listed by a run, then stays as it was listed; that the money came is said once.
-- law    REG 53 (records are not overwritten)
DROP TRIGGER selfpay_claim_stays ON selfpay_subsidyclaim;
UPDATE selfpay_subsidyclaim SET listed_at = claimed_at;
CREATE TRIGGER selfpay_claim_stays BEFORE UPDATE ON selfpay_subsidyclaim FOR EACH ROW
    WHEN (OLD.number IS DISTINCT FROM NEW.number OR OLD.kind IS DISTINCT FROM NEW.kind
       OR OLD.region_id IS DISTINCT FROM NEW.region_id OR OLD.claimed_eyes IS DISTINCT FROM NEW.claimed_eyes
       OR OLD.listed_in_id IS DISTINCT FROM NEW.listed_in_id
       OR (OLD.listed_at IS NOT NULL AND (OLD.listed_at, OLD.total_fen, OLD.people)
                                         IS DISTINCT FROM (NEW.listed_at, NEW.total_fen, NEW.people))
       OR OLD.received_on IS NOT NULL)
    EXECUTE FUNCTION kernel_refuse_change();

DROP TRIGGER selfpay_claim_with_items ON selfpay_subsidyclaim;
CREATE CONSTRAINT TRIGGER selfpay_claim_with_items AFTER INSERT OR UPDATE OF listed_at ON selfpay_subsidyclaim
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.listed_at IS NOT NULL)
    EXECUTE FUNCTION selfpay_claim_equals_its_items();

CREATE FUNCTION selfpay_items_while_listing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM added JOIN selfpay_subsidyclaim AS claim ON claim.id = added.claim_id
                WHERE claim.listed_at IS NOT NULL) THEN
        RAISE EXCEPTION 'nothing is added to a claim that is listed'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'claim_is_listed';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER selfpay_items_while_listing AFTER INSERT ON selfpay_subsidyitem
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION selfpay_items_while_listing();
