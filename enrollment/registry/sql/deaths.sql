-- At commit, all records of one natural person say whether they died; what was told of another record is said only while
-- both are of one person. What asks one record is answered for all.
-- law    REG 8; SIL 14
CREATE FUNCTION registry_death_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE its bigint;
BEGIN
    IF TG_TABLE_NAME = 'registry_person' THEN
        its := NEW.id;
    ELSE
        its := NEW.record_id;
    END IF;
    PERFORM 1
       FROM registry_onepeople AS own
       JOIN registry_onepeople AS other ON other.head_id = own.head_id
       JOIN registry_person AS person ON person.id = other.person_id
      WHERE own.person_id = its
     HAVING count(*) > count(person.died_on) AND count(person.died_on) > 0;
    IF FOUND THEN
        RAISE EXCEPTION 'records of person % do not agree whether they died', its
            USING ERRCODE = 'check_violation', CONSTRAINT = 'death_known_of_every_record';
    END IF;
    PERFORM 1 FROM registry_person AS person
      WHERE person.id IN (its, (SELECT into_id FROM registry_merge WHERE record_id = its ORDER BY id DESC LIMIT 1))
        AND NOT registry_was_one(person.id, coalesce(person.death_told_of_id, person.id), 'infinity');
    IF FOUND THEN
        RAISE EXCEPTION 'the death of person % was told of somebody else', its
            USING ERRCODE = 'check_violation', CONSTRAINT = 'death_told_of_the_person';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER registry_death_guard AFTER INSERT OR UPDATE OF died_on, death_told_of_id ON registry_person
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.died_on IS NOT NULL) EXECUTE FUNCTION registry_death_guard();
CREATE CONSTRAINT TRIGGER registry_merge_death_guard AFTER INSERT OR UPDATE ON registry_merge
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION registry_death_guard();
