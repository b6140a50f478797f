-- The relation of whoever draws an old-age pension moves no more, under any of their records: it neither begins to move, nor is it
-- answered or paid. A resident's pension holds back residents' relations.
-- law    国办发〔2009〕66号 art. 2; 人社部发〔2014〕17号 art. 2; REG 12
-- twin   benefits.pension.selectors.drawing.pensions_of
CREATE FUNCTION pension_stays_for_good() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1
          FROM payments_entitlement AS drawn
          JOIN payments_component AS part ON part.entitlement_id = drawn.id AND part.rhythm = 'monthly'
         WHERE drawn.person_id = ANY (ARRAY[NEW.person_id] || ARRAY(
               SELECT other.person_id FROM registry_onepeople AS its
                 JOIN registry_onepeople AS other ON other.head_id = its.head_id WHERE its.person_id = NEW.person_id))
           AND (drawn.scheme = 'old_age_pension'
                OR drawn.scheme = 'residents_pension' AND drawn.insurance IN (NEW.insurance, NEW.to_insurance))
           AND NOT EXISTS (
               SELECT 1 FROM payments_ending AS ended
                WHERE ended.entitlement_id = drawn.id AND ended.kind = 'ended' AND ended.from_month <= part.from_month)) THEN
        RAISE EXCEPTION 'transfer %: the person draws a pension', NEW.number
            USING ERRCODE = 'check_violation', CONSTRAINT = 'transfer_not_in_payment';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER pension_stays_for_good BEFORE INSERT OR UPDATE ON transfers_transfer
    FOR EACH ROW WHEN (NEW.state IN ('requested', 'answered', 'in_transit')) EXECUTE FUNCTION pension_stays_for_good();
