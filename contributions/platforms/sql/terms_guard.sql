-- What was declared keeps its sort of orders and its fee: terms begin after the last month that was declared.
-- law    人社部发〔2025〕24号; REG 37, 53
CREATE FUNCTION platforms_terms_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM platforms_orderfile
                WHERE platform_id = NEW.platform_id AND version IS NOT NULL AND month >= NEW.from_month) THEN
        RAISE EXCEPTION 'platform %: orders of % or later are declared', NEW.platform_id, NEW.from_month
            USING ERRCODE = 'check_violation', CONSTRAINT = 'platform_declared_months_stay';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER platforms_terms_guard BEFORE INSERT ON platforms_platformterms
    FOR EACH ROW EXECUTE FUNCTION platforms_terms_guard();
