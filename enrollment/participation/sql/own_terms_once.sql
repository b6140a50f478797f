-- Somebody pays on one set of terms at a time in each kind; a set without a month was given up and stays on record.
-- again  two writers for one person wait for each other: both lock the person
CREATE FUNCTION participation_refuse_second_terms() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM registry_person WHERE id = NEW.person_id FOR NO KEY UPDATE;
    PERFORM 1 FROM participation_ownterms AS other
      WHERE other.person_id = NEW.person_id AND other.kind = NEW.kind AND other.id <> NEW.id
        AND daterange(other.from_month, other.before_month) && daterange(NEW.from_month, NEW.before_month);
    IF FOUND THEN
        RAISE EXCEPTION 'person % has other terms as % at that time', NEW.person_id, NEW.kind
            USING ERRCODE = 'exclusion_violation', CONSTRAINT = 'own_terms_once_at_a_time', DETAIL = NEW.person_id;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER participation_own_terms_once AFTER INSERT OR UPDATE ON participation_ownterms
    FOR EACH ROW EXECUTE FUNCTION participation_refuse_second_terms();
