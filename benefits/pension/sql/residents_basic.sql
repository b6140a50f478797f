-- Who rises by a new basic amount of the residents' pension rises to exactly that amount.
-- law    SIL 20; State Council [2014] 8, §6
-- twin   benefits.pension.rules.residents.basic_rise
CREATE FUNCTION pension_basic_raised() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM fresh
                 JOIN payments_rise AS own ON own.id = fresh.rise_id AND own.measure = 'residents_basic'
                WHERE fresh.before_fen + fresh.amount_fen <> round(100 * (own.law -> 0 ->> 'value')::numeric)) THEN
        RAISE EXCEPTION 'a basic part rises to the amount of the place'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'pension_basic_raised';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER pension_basic_raised AFTER INSERT ON payments_riseline
    REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION pension_basic_raised();
