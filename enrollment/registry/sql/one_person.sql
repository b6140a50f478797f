-- All numbers of a person are those of one natural person, whoever writes them: who acts under a new number is whom
-- acted under the old one. A number that came first is led to.
-- law    REG 37; SIL 58 (one number for life)
CREATE FUNCTION registry_numbers_of_one_person() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM agency_link_numbers(earlier.value_hash, fresh.value_hash)
       FROM fresh
       JOIN LATERAL (SELECT value_hash FROM registry_identifier AS known
                      WHERE known.person_id = fresh.person_id AND known.id < fresh.id
                      ORDER BY known.id LIMIT 1) AS earlier ON earlier.value_hash <> fresh.value_hash;
    RETURN NULL;
END $$;
CREATE TRIGGER registry_numbers_of_one_person AFTER INSERT ON registry_identifier
    REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION registry_numbers_of_one_person();
