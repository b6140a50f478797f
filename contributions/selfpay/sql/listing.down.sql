DROP TRIGGER selfpay_items_while_listing ON selfpay_subsidyitem;
DROP FUNCTION selfpay_items_while_listing();
DROP TRIGGER selfpay_claim_with_items ON selfpay_subsidyclaim;
CREATE CONSTRAINT TRIGGER selfpay_claim_with_items AFTER INSERT ON selfpay_subsidyclaim
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION selfpay_claim_equals_its_items();
DROP TRIGGER selfpay_claim_stays ON selfpay_subsidyclaim;
CREATE TRIGGER selfpay_claim_stays BEFORE UPDATE ON selfpay_subsidyclaim FOR EACH ROW
    WHEN (OLD.number IS DISTINCT FROM NEW.number OR OLD.kind IS DISTINCT FROM NEW.kind
       OR OLD.region_id IS DISTINCT FROM NEW.region_id OR OLD.total_fen IS DISTINCT FROM NEW.total_fen
       OR OLD.people IS DISTINCT FROM NEW.people OR OLD.claimed_eyes IS DISTINCT FROM NEW.claimed_eyes
       OR OLD.received_on IS NOT NULL)
    EXECUTE FUNCTION kernel_refuse_change();
