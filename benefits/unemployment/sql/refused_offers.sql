-- Work or training is on record as turned down by a case of that matter about the person, signed by two others.
-- law    SIL 51(5); REG 37
CREATE FUNCTION unemployment_refused_by_two(offer unemployment_refusedoffer) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT claims_signed_by_two(offer.case_id, ARRAY['work_refused'], entitled.person_id)
      FROM payments_entitlement AS entitled WHERE entitled.id = offer.entitlement_id
$$;

CREATE FUNCTION unemployment_refused_offer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT coalesce(unemployment_refused_by_two(NEW), false) THEN
        RAISE EXCEPTION 'offer refused under entitlement %: recorded by no case of two', NEW.entitlement_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'refused_offer_by_two';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER unemployment_refused_offer AFTER INSERT ON unemployment_refusedoffer
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION unemployment_refused_offer();
