-- The natural person behind an account stays who it was: four eyes and incompatible posts are judged by it. A post is
-- taken back by ending it; which posts may not be combined is not taken back by the application.
-- law    REG 37; 人社厅发〔2021〕64号 art. 6, 11
CREATE FUNCTION agency_person_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'account % stays with its person', OLD.id
        USING ERRCODE = 'check_violation', CONSTRAINT = 'account_stays_with_its_person';
END $$;
CREATE TRIGGER agency_person_stays BEFORE UPDATE ON agency_user FOR EACH ROW
    WHEN (OLD.identity_hash IS DISTINCT FROM NEW.identity_hash) EXECUTE FUNCTION agency_person_stays();
CREATE TRIGGER agency_postgrant_not_deleted BEFORE DELETE ON agency_postgrant
    FOR EACH ROW EXECUTE FUNCTION kernel_refuse_change();
