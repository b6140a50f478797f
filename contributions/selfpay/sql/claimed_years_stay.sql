-- A year of residents' terms that was claimed from government is not taken back.
-- law    SIL 20, 25; R8 4: what government added stands beside a year that is in force
CREATE FUNCTION selfpay_claimed_year_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM selfpay_subsidyitem AS item
                WHERE item.person_id = OLD.person_id AND item.kind = OLD.kind AND item.month = OLD.from_month) THEN
        RAISE EXCEPTION 'terms % were claimed for', OLD.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'claimed_year_stays';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER selfpay_claimed_year_stays BEFORE UPDATE ON participation_ownterms FOR EACH ROW
    WHEN (OLD.kind <> 'flexible' AND OLD IS DISTINCT FROM NEW) EXECUTE FUNCTION selfpay_claimed_year_stays();
