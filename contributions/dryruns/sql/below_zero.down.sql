ALTER TABLE assessment_line DROP CONSTRAINT line_by_no_supposed_tariff;
ALTER TABLE assessment_tariff DROP CONSTRAINT tariff_supposed_below_zero;
DROP TRIGGER dryruns_supposed_below_zero ON assessment_tariff;
DROP FUNCTION dryruns_supposed_below_zero();
