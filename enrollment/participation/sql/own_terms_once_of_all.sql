-- Somebody pays on one set of terms at a time in each kind; a set without a month was given up and stays on record. So does
-- a natural person with several records: what two of them had when they were merged stays, none is added.
-- again  two writers for one person wait for each other: both lock all records of the person
CREATE FUNCTION participation_refuse_second_terms() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE before daterange := 'empty';
BEGIN
    PERFORM 1 FROM registry_person
      WHERE id = NEW.person_id
         OR id IN (SELECT other.person_id FROM registry_onepeople AS own
                     JOIN registry_onepeople AS other ON other.head_id = own.head_id
                    WHERE own.person_id = NEW.person_id)
      ORDER BY id FOR NO KEY UPDATE;
    IF TG_OP = 'UPDATE' THEN
        before := daterange(OLD.from_month, OLD.before_month);
    END IF;
    PERFORM 1 FROM participation_ownterms AS other
      WHERE other.kind = NEW.kind AND other.id <> NEW.id
        AND daterange(other.from_month, other.before_month) && daterange(NEW.from_month, NEW.before_month)
        AND (other.person_id = NEW.person_id
             OR other.person_id IN (SELECT theirs.person_id FROM registry_onepeople AS own
                                      JOIN registry_onepeople AS theirs ON theirs.head_id = own.head_id
                                     WHERE own.person_id = NEW.person_id)
                AND NOT before @> daterange(other.from_month, other.before_month)
                                  * daterange(NEW.from_month, NEW.before_month));
    IF FOUND THEN
        RAISE EXCEPTION 'person % has other terms as % at that time', NEW.person_id, NEW.kind
            USING ERRCODE = 'exclusion_violation', CONSTRAINT = 'own_terms_once_at_a_time', DETAIL = NEW.person_id;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER participation_own_terms_once AFTER INSERT OR UPDATE ON participation_ownterms
    FOR EACH ROW EXECUTE FUNCTION participation_refuse_second_terms();
