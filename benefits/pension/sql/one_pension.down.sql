DROP TRIGGER pension_one_at_a_time ON payments_component;
DROP FUNCTION pension_one_at_a_time();
DROP FUNCTION pension_not_beside(text, text);
