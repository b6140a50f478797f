-- No money is put to a bill that lapsed, and none that took money lapses.
-- law    SIL 10, 23 (people who pay for themselves do not pay back earlier months)
-- again  both lock the bill (collection_allocations_fit_their_bills comes first by its name): whoever is second sees the other
CREATE FUNCTION collection_lapsed_takes_nothing() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE bad bigint;
BEGIN
    SELECT bill.id INTO bad FROM fresh JOIN assessment_bill AS bill ON bill.id = fresh.bill_id
     WHERE bill.lapsed_on IS NOT NULL LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'bill % has lapsed', bad
            USING ERRCODE = 'check_violation', CONSTRAINT = 'lapsed_takes_nothing';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER collection_lapsed_takes_nothing AFTER INSERT ON collection_allocation
    REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION collection_lapsed_takes_nothing();
CREATE FUNCTION collection_paid_does_not_lapse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM collection_allocation WHERE bill_id = NEW.id HAVING sum(amount_fen) <> 0;
    IF FOUND THEN
        RAISE EXCEPTION 'bill % took money and does not lapse', NEW.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'lapsed_takes_nothing';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER collection_paid_does_not_lapse AFTER UPDATE ON assessment_bill FOR EACH ROW
    WHEN (OLD.lapsed_on IS NULL AND NEW.lapsed_on IS NOT NULL)
    EXECUTE FUNCTION collection_paid_does_not_lapse();
