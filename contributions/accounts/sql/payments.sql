-- What an account of a natural person holds in a pooling region, under all their records: all that came and left, and the interest of
-- years that are settled.
-- law    SIL 12; 国办发〔2021〕14号
-- in     the records of the person, kind of account, region
-- out    fen
CREATE FUNCTION accounts_left(_people bigint[], _account text, _region text) RETURNS bigint LANGUAGE sql STABLE AS $$
    SELECT (coalesce((SELECT sum(amount_fen) FROM accounts_credited
                       WHERE person_id = ANY(_people) AND account = _account AND region_id = _region), 0)
          + coalesce((SELECT sum(amount_fen) FROM accounts_interest
                       WHERE person_id = ANY(_people) AND account = _account AND region_id = _region), 0))::bigint
$$;

-- An account pays what it holds, one payment after the other; what comes back is all of one payment, to the account it was paid of.
-- law    国办发〔2021〕14号; REG 40
CREATE FUNCTION accounts_payment_held() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    people bigint[];
    own accounts_payment;
BEGIN
    IF NEW.reverses_id IS NOT NULL THEN
        SELECT * INTO own FROM accounts_payment WHERE id = NEW.reverses_id;
        IF own.reverses_id IS NOT NULL
           OR (own.person_id, own.account, own.region_id, own.used_for_id, own.amount_fen)
              IS DISTINCT FROM (NEW.person_id, NEW.account, NEW.region_id, NEW.used_for_id, -NEW.amount_fen) THEN
            RAISE EXCEPTION 'account payment % does not take % back', NEW.key, own.key
                USING ERRCODE = 'check_violation', CONSTRAINT = 'account_payment_taken_back_whole';
        END IF;
        RETURN NEW;
    END IF;
    people := array(SELECT other.person_id FROM registry_onepeople AS mine JOIN registry_onepeople AS other ON other.head_id = mine.head_id
                     WHERE mine.person_id = NEW.person_id) || NEW.person_id;
    PERFORM 1 FROM registry_person WHERE id = ANY(people) ORDER BY id FOR NO KEY UPDATE;
    IF accounts_left(people, NEW.account, NEW.region_id) < NEW.amount_fen THEN
        RAISE EXCEPTION 'account payment %: the account holds less', NEW.key
            USING ERRCODE = 'check_violation', CONSTRAINT = 'account_not_overdrawn';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER accounts_payment_held BEFORE INSERT ON accounts_payment
    FOR EACH ROW EXECUTE FUNCTION accounts_payment_held();
