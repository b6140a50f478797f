-- Posts that may not be combined are refused, whichever account of the person holds them; nobody grants to themselves.
-- law    REG 37; 人社厅发〔2021〕64号 art. 6, 11 (four post groups); Accounting Law 37
-- again  the lock on the person makes two grants at once wait for each other
CREATE FUNCTION agency_refuse_forbidden_posts() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE clash text;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended(encode(NEW.identity_hash, 'hex'), 7));
    SELECT format('%s with %s', NEW.post, held.post) INTO clash
      FROM agency_postgrant AS held
      JOIN agency_forbiddenpair AS pair ON pair.one = NEW.post AND pair.other = held.post
     WHERE held.identity_hash = NEW.identity_hash AND held.id <> NEW.id
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
    IF NEW.identity_hash = (SELECT identity_hash FROM agency_user WHERE id = NEW.granted_by_id) THEN
        RAISE EXCEPTION 'grant % is made by the person who gets it', NEW.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'post_not_granted_to_oneself';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER agency_forbidden_posts AFTER INSERT OR UPDATE ON agency_postgrant
    DEFERRABLE INITIALLY IMMEDIATE FOR EACH ROW EXECUTE FUNCTION agency_refuse_forbidden_posts();
