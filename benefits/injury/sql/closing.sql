-- An employer that has not paid back what the fund advanced in its stead, or in that of who worked on its site, is not cancelled, unless
-- it was found to be uncollectable.
-- law    SIL 41; REG 10
CREATE FUNCTION injury_refuse_closing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM injury_advance AS its
          JOIN injury_injury AS hurt ON hurt.id = its.injury_id AND NEW.id IN (hurt.employer_id, its.contractor_id)
         WHERE NOT EXISTS (SELECT 1 FROM injury_advanceuncollectable AS lost WHERE lost.advance_id = its.id)
           AND injury_advanced(hurt.number)
               > (SELECT coalesce(sum(amount_fen), 0) FROM injury_advancerecovered WHERE advance_id = its.id)) THEN
        RAISE EXCEPTION 'employer % has not paid back what was advanced in its stead', NEW.number
            USING ERRCODE = 'check_violation', CONSTRAINT = 'closing_owes_nothing';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER injury_closing_owes_nothing BEFORE UPDATE OF cancelled_on ON registry_employer
    FOR EACH ROW WHEN (NEW.cancelled_on IS NOT NULL) EXECUTE FUNCTION injury_refuse_closing();
