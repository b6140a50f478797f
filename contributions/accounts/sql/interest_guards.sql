-- A year's interest is what its opening balance, its month products and its rate give, whoever writes it.
-- law    人社部发〔2017〕31号; 劳办发〔1997〕116号
ALTER TABLE accounts_interest ADD CONSTRAINT interest_by_its_rate
    CHECK (interest_fen = accounts_interest_on(opening_fen, products_fen, rate_ppm));

-- Two acts about money are two natural persons': a settled year is settled again only as somebody put it forward and
-- somebody else let it go. What was put forward stays (assessment_prepared_stays); the key of a year's first run is its own.
-- law    REG 11, 37
CREATE TRIGGER accounts_interestagain_stays BEFORE UPDATE OR DELETE ON accounts_interestagain
    FOR EACH ROW EXECUTE FUNCTION assessment_prepared_stays('run_id');

CREATE FUNCTION accounts_again_is_approved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM accounts_interestagain AS approved
                    WHERE approved.run_id = NEW.id AND approved.state = 'approved'
                      AND (NEW.parameters ->> 'region', NEW.parameters ->> 'account', NEW.parameters ->> 'year')
                        = (approved.region_id, approved.account, approved.year::text)
                      AND NEW.parameters -> 'laws' = approved.laws) THEN
        RAISE EXCEPTION 'run % settles again what no second person approved as it was put forward', NEW.key
            USING ERRCODE = 'check_violation', CONSTRAINT = 'interest_again_is_approved';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER accounts_again_is_approved AFTER INSERT OR UPDATE OF kind, key, parameters ON kernel_run
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (NEW.kind = 'interest' AND NEW.key IS DISTINCT FROM (NEW.parameters ->> 'region') || ':'
          || (NEW.parameters ->> 'account') || ':' || (NEW.parameters ->> 'year'))
    EXECUTE FUNCTION accounts_again_is_approved();
