-- What a dry run supposes has numbers below zero, and no line is charged by such a one: the database refuses it.
-- law    REG 53; ADR 0015
CREATE FUNCTION dryruns_supposed_below_zero() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.id := -abs(NEW.id);
    RETURN NEW;
END $$;
CREATE TRIGGER dryruns_supposed_below_zero BEFORE INSERT ON assessment_tariff FOR EACH ROW
    WHEN (NEW.supposed_in_id IS NOT NULL) EXECUTE FUNCTION dryruns_supposed_below_zero();
ALTER TABLE assessment_tariff ADD CONSTRAINT tariff_supposed_below_zero CHECK ((supposed_in_id IS NULL) = (id > 0));
ALTER TABLE assessment_line ADD CONSTRAINT line_by_no_supposed_tariff CHECK (tariff_id > 0);
