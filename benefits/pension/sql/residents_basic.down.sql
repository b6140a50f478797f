DROP TRIGGER IF EXISTS pension_basic_raised ON payments_riseline;
DROP FUNCTION IF EXISTS pension_basic_raised();
