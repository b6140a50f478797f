-- Four eyes are natural persons: `<act>_eyes` beside `<act>_by_id` is the hash of that account's person, whoever
-- writes it, and empty where nobody acted. An account stays with its person, so what was once true stays true.
-- law    REG 37; 人社厅发〔2021〕64号 art. 6, 11
CREATE FUNCTION agency_check_eyes() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE act text; said jsonb := to_jsonb(NEW); eyes text;
BEGIN
    FOREACH act IN ARRAY TG_ARGV LOOP
        SELECT encode(identity_hash, 'hex') INTO eyes FROM agency_user WHERE id = (said ->> (act || '_by_id'))::bigint;
        IF said ->> (act || '_eyes') <> coalesce(eyes, '') THEN
            RAISE EXCEPTION '%_eyes of % % are not those of its account', act, TG_TABLE_NAME, NEW.id
                USING ERRCODE = 'check_violation', CONSTRAINT = 'eyes_of_the_account';
        END IF;
    END LOOP;
    RETURN NEW;
END $$;
