-- A bill's amounts are never changed and a settled bill stays settled; nor is what it is of.
-- law    REG 53, SIL 89 (records are not overwritten); corrections are new versions
CREATE TRIGGER assessment_bill_of_stays BEFORE UPDATE ON assessment_bill FOR EACH ROW
    WHEN (OLD.of_bill_id IS DISTINCT FROM NEW.of_bill_id) EXECUTE FUNCTION assessment_refuse_bill_change();
