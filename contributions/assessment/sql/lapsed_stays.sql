-- What lapsed stays lapsed, and a bill keeps its payer.
-- law    SIL 10, 23 (whoever pays for themself owes nothing); REG 53 (records are not overwritten)
CREATE TRIGGER assessment_lapsed_stays BEFORE UPDATE ON assessment_bill FOR EACH ROW
    WHEN (OLD.person_id IS DISTINCT FROM NEW.person_id
       OR (OLD.lapsed_on IS NOT NULL AND NEW.lapsed_on IS DISTINCT FROM OLD.lapsed_on))
    EXECUTE FUNCTION assessment_refuse_bill_change();
