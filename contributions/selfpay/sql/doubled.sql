-- What a claim asks for that is not to come: another record of the same person stands in a claim that was paid, or earlier in
-- this one, for the same month. It happens where two records were claimed for and were merged since.
-- law    SIL 20, 25; R8 4: government adds to a month once
-- in     claim
-- out    item, the one that counts, fen
CREATE FUNCTION selfpay_doubled(_claim bigint) RETURNS TABLE (item_id bigint, counts_id bigint, amount_fen bigint)
LANGUAGE sql STABLE AS $$
    SELECT DISTINCT ON (item.id) item.id, counts.id, item.amount_fen
      FROM selfpay_subsidyitem AS item
      JOIN registry_onepeople AS own ON own.person_id = item.person_id
      JOIN registry_onepeople AS other ON other.head_id = own.head_id AND other.person_id <> own.person_id
      JOIN selfpay_subsidyitem AS counts
        ON counts.person_id = other.person_id AND counts.kind = item.kind AND counts.month = item.month
      JOIN selfpay_subsidyclaim AS its ON its.id = counts.claim_id
     WHERE item.claim_id = _claim
       AND (its.id = _claim AND counts.id < item.id OR its.id <> _claim AND its.received_on IS NOT NULL)
       AND NOT EXISTS (SELECT 1 FROM selfpay_subsidydouble AS double WHERE double.item_id = counts.id)
     ORDER BY item.id, counts.id
$$;

-- What was left out of a claim is asked for anew once, for the same month of the same record, when the record is of one person
-- no more with that whose item counts.
-- law    REG 11 (a merge that was wrong is undone with nothing lost); SIL 20, 25; R8 4
CREATE FUNCTION selfpay_made_good_once() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE bad bigint;
BEGIN
    SELECT added.id INTO bad
      FROM added
      JOIN selfpay_subsidydouble AS double ON double.id = added.instead_of_id
      JOIN selfpay_subsidyitem AS before ON before.id = double.item_id
      JOIN selfpay_subsidyitem AS counts ON counts.id = double.counts_id
     WHERE (before.person_id, before.kind, before.month) <> (added.person_id, added.kind, added.month)
        OR EXISTS (SELECT 1 FROM registry_onepeople AS own JOIN registry_onepeople AS other ON other.head_id = own.head_id
                    WHERE own.person_id = added.person_id AND other.person_id = counts.person_id)
     LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'item % stands for what was not left out, or still counts elsewhere', bad
            USING ERRCODE = 'check_violation', CONSTRAINT = 'subsidy_made_good_once';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER selfpay_made_good_once AFTER INSERT ON selfpay_subsidyitem
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION selfpay_made_good_once();

-- again  a claim that is received at the same moment waits (`receive_subsidies` locks the kind), so this sees what it paid
CREATE FUNCTION selfpay_double_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM selfpay_subsidyitem AS item
                     JOIN selfpay_subsidyclaim AS claim ON claim.id = item.claim_id AND claim.received_on IS NULL
                    CROSS JOIN LATERAL selfpay_doubled(claim.id) AS doubled
                    WHERE item.id = NEW.item_id AND (doubled.item_id, doubled.counts_id) = (NEW.item_id, NEW.counts_id)) THEN
        RAISE EXCEPTION 'item % is claimed once, or was received', NEW.item_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'double_of_one_person';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER selfpay_double_guard BEFORE INSERT ON selfpay_subsidydouble
    FOR EACH ROW EXECUTE FUNCTION selfpay_double_guard();

CREATE FUNCTION selfpay_received_once_a_person() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.doubled_fen <> (SELECT coalesce(sum(item.amount_fen), 0)
                             FROM selfpay_subsidydouble AS double JOIN selfpay_subsidyitem AS item ON item.id = double.item_id
                            WHERE item.claim_id = NEW.id)
       OR EXISTS (SELECT 1 FROM selfpay_doubled(NEW.id) AS doubled
                   WHERE doubled.item_id NOT IN (SELECT item_id FROM selfpay_subsidydouble)) THEN
        RAISE EXCEPTION 'claim % would be paid for a month of a person that was paid', NEW.number
            USING ERRCODE = 'check_violation', CONSTRAINT = 'subsidy_received_once_a_person';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER selfpay_received_once_a_person AFTER UPDATE OF received_on ON selfpay_subsidyclaim
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD.received_on IS NULL AND NEW.received_on IS NOT NULL)
    EXECUTE FUNCTION selfpay_received_once_a_person();
