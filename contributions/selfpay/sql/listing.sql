-- Nothing is added to a claim that is listed.
-- law    REG 53 (records are not overwritten)
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
