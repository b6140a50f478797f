-- Posts that may not be combined are refused, whichever account of the person holds them, under whichever number;
-- nobody grants to themselves. A post that only ends earlier combines with nothing it did not combine with before.
-- law    REG 37; 人社厅发〔2021〕64号 art. 6, 11 (four post groups); Accounting Law 37
-- again  the lock on the person makes two grants at once wait for each other
CREATE FUNCTION agency_refuse_forbidden_posts() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE clash text; mine bytea; locked bytea;
BEGIN
    IF TG_OP = 'UPDATE' AND (NEW.user_id, NEW.identity_hash, NEW.post, NEW.granted_by_id)
                            IS NOT DISTINCT FROM (OLD.user_id, OLD.identity_hash, OLD.post, OLD.granted_by_id)
       AND daterange(NEW.starts_on, NEW.ends_before) <@ daterange(OLD.starts_on, OLD.ends_before) THEN
        RETURN NULL;
    END IF;
    LOOP
        SELECT person_hash INTO mine FROM agency_user WHERE id = NEW.user_id;
        EXIT WHEN mine = locked;
        PERFORM agency_lock_person(mine);
        locked := mine;
    END LOOP;
    SELECT format('%s with %s', NEW.post, held.post) INTO clash
      FROM agency_postgrant AS held
      JOIN agency_user AS account ON account.id = held.user_id
      JOIN agency_forbiddenpair AS pair ON pair.one = NEW.post AND pair.other = held.post
     WHERE account.person_hash = mine AND held.id <> NEW.id
       AND daterange(held.starts_on, held.ends_before) && daterange(NEW.starts_on, NEW.ends_before)
     LIMIT 1;
    IF clash IS NOT NULL THEN
        RAISE EXCEPTION 'posts may not be combined: %', clash
            USING ERRCODE = 'check_violation', CONSTRAINT = 'posts_not_combined';
    END IF;
    IF NEW.identity_hash <> (SELECT identity_hash FROM agency_user WHERE id = NEW.user_id) THEN
        RAISE EXCEPTION 'grant % names another person than its user', NEW.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'post_grant_names_its_user';
    END IF;
    IF mine = (SELECT person_hash FROM agency_user WHERE id = NEW.granted_by_id) THEN
        RAISE EXCEPTION 'grant % is made by the person who gets it', NEW.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'post_not_granted_to_oneself';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER agency_forbidden_posts AFTER INSERT OR UPDATE ON agency_postgrant
    DEFERRABLE INITIALLY IMMEDIATE FOR EACH ROW EXECUTE FUNCTION agency_refuse_forbidden_posts();
