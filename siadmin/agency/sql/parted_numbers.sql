-- One natural person stays one when their number is replaced: the new number leads to the one before, accounts under
-- either are of the same person, and whoever compares people compares what the numbers lead to. Where it proves that they
-- were of two people after all, the link is parted; what led to one of them leads there still.
-- law    REG 37; SIL 58 (one number for life); 人社厅发〔2021〕64号 art. 6, 11
CREATE FUNCTION agency_person_behind(number bytea) RETURNS bytea LANGUAGE plpgsql STABLE AS $$
DECLARE person bytea := number; before bytea;
BEGIN
    LOOP
        SELECT person_hash INTO before FROM agency_numberlink AS link
         WHERE identity_hash = person
           AND NOT EXISTS (SELECT 1 FROM agency_numberparting AS parting WHERE parting.link_id = link.id);
        EXIT WHEN NOT FOUND;
        person := before;
    END LOOP;
    RETURN person;
END $$;

-- Eyes as they are written beside an act, to the person as known today; nobody for what is no hash.
CREATE FUNCTION agency_person_of_eyes(eyes text) RETURNS bytea LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN CASE WHEN eyes ~ '^[0-9a-f]{64}$' THEN agency_person_behind(decode(eyes, 'hex')) ELSE ''::bytea END;
END $$;

-- Who asks about a person's posts waits for who changes them.
CREATE FUNCTION agency_lock_person(person bytea) RETURNS void LANGUAGE sql AS $$
    SELECT pg_advisory_xact_lock(hashtextextended(encode(person, 'hex'), 7))
$$;

-- Two numbers become those of one person: one, which leads nowhere, leads to the other, which is not led to it; so there
-- is no circle.
-- again  the lock makes two links wait for each other, and accounts that are opened meanwhile
CREATE FUNCTION agency_numberlink_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('agency_numberlink', 7));
    IF agency_person_behind(NEW.identity_hash) <> NEW.identity_hash
       OR agency_person_behind(NEW.person_hash) = NEW.identity_hash THEN
        RAISE EXCEPTION 'a number leads to another number of its person, once'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'numberlink_leads_to_a_person';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER agency_numberlink_guard BEFORE INSERT ON agency_numberlink
    FOR EACH ROW EXECUTE FUNCTION agency_numberlink_guard();

-- Accounts follow. Posts that may not be combined and run on would be held by one person: that is refused.
CREATE FUNCTION agency_numberlink_followed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE clash text; person bytea := agency_person_behind(NEW.person_hash);
BEGIN
    PERFORM agency_lock_person(NEW.identity_hash);
    PERFORM agency_lock_person(person);
    UPDATE agency_user SET person_hash = person WHERE person_hash = NEW.identity_hash;
    SELECT format('%s with %s', one.post, other.post) INTO clash
      FROM agency_postgrant AS one JOIN agency_user AS its ON its.id = one.user_id
      JOIN agency_forbiddenpair AS pair ON pair.one = one.post
      JOIN agency_postgrant AS other ON other.post = pair.other
      JOIN agency_user AS theirs ON theirs.id = other.user_id
     WHERE its.person_hash = person AND theirs.person_hash = person
       AND daterange(one.starts_on, one.ends_before) * daterange(other.starts_on, other.ends_before)
           && daterange((NEW.linked_at AT TIME ZONE 'Asia/Shanghai')::date, NULL)
     LIMIT 1;
    IF clash IS NOT NULL THEN
        RAISE EXCEPTION 'posts may not be combined: %', clash
            USING ERRCODE = 'check_violation', CONSTRAINT = 'posts_not_combined';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER agency_numberlink_followed AFTER INSERT ON agency_numberlink
    FOR EACH ROW EXECUTE FUNCTION agency_numberlink_followed();

-- An account is of the person its number leads to, whoever writes it.
CREATE FUNCTION agency_account_of_its_person() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock_shared(hashtextextended('agency_numberlink', 7));
    IF TG_OP = 'INSERT' THEN
        NEW.person_hash := agency_person_behind(NEW.identity_hash);
    ELSIF NEW.person_hash <> agency_person_behind(NEW.identity_hash) THEN
        RAISE EXCEPTION 'account % stays with its person', OLD.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'account_stays_with_its_person';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER agency_account_of_its_person BEFORE INSERT OR UPDATE OF person_hash ON agency_user
    FOR EACH ROW EXECUTE FUNCTION agency_account_of_its_person();

-- Two numbers become those of one person; where they are already, nothing changes. The link that was made, or nothing.
CREATE FUNCTION agency_link_numbers(earlier bytea, later bytea) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE made bigint;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('agency_numberlink', 7));
    INSERT INTO agency_numberlink (identity_hash, person_hash, linked_at)
    SELECT agency_person_behind(later), earlier, now()
     WHERE agency_person_behind(later) <> agency_person_behind(earlier)
    RETURNING id INTO made;
    RETURN made;
END $$;

-- Accounts go back to the person their number leads to without the link.
CREATE FUNCTION agency_numberparting_followed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE person bytea;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('agency_numberlink', 7));
    SELECT agency_person_behind(person_hash) INTO person FROM agency_numberlink WHERE id = NEW.link_id;
    PERFORM agency_lock_person(person);
    UPDATE agency_user SET person_hash = agency_person_behind(identity_hash)
     WHERE person_hash = person AND agency_person_behind(identity_hash) <> person;
    RETURN NULL;
END $$;
CREATE TRIGGER agency_numberparting_followed AFTER INSERT ON agency_numberparting
    FOR EACH ROW EXECUTE FUNCTION agency_numberparting_followed();
