DROP TRIGGER pension_basic_raised ON payments_riseline;
DROP FUNCTION pension_basic_raised();
