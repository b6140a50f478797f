-- Four eyes are natural persons: `<act>_eyes` beside `<act>_by_id` names that account's person, whoever writes it, and
-- is empty where nobody acted; who acts on what somebody else did is another person, as known on that day. An account
-- stays with its person, so what was once true stays true.
-- law    REG 37; 人社厅发〔2021〕64号 art. 6, 11
CREATE FUNCTION agency_check_eyes() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE act text; said jsonb := to_jsonb(NEW); was jsonb := to_jsonb(OLD); person bytea; people bytea[] := '{}';
        names text[] := '{}'; is_news bool := false;
BEGIN
    FOREACH act IN ARRAY TG_ARGV LOOP
        SELECT person_hash INTO person FROM agency_user WHERE id = (said ->> (act || '_by_id'))::bigint;
        IF agency_person_of_eyes(said ->> (act || '_eyes')) <> coalesce(person, '')
           OR person IS NULL AND said ->> (act || '_eyes') <> '' THEN
            RAISE EXCEPTION '%_eyes of % % are not those of its account', act, TG_TABLE_NAME, NEW.id
                USING ERRCODE = 'check_violation', CONSTRAINT = 'eyes_of_the_account';
        END IF;
        is_news := is_news OR said -> (act || '_by_id') IS DISTINCT FROM was -> (act || '_by_id');
        IF person IS NOT NULL THEN
            people := people || person;
            names := names || (said ->> (act || '_eyes'));
        END IF;
    END LOOP;
    -- The same eyes twice is for the table's own check to refuse; here, two that prove to be one person's.
    IF is_news AND (SELECT count(DISTINCT person_hash) < count(DISTINCT eyes)
                      FROM unnest(people, names) AS each (person_hash, eyes)) THEN
        RAISE EXCEPTION '% % is by one person alone', TG_TABLE_NAME, NEW.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'eyes_of_different_people';
    END IF;
    RETURN NEW;
END $$;
