DROP TRIGGER payments_rise_lines ON payments_riseline;
DROP FUNCTION payments_rise_lines();
DROP TRIGGER payments_rise_course ON payments_rise;
DROP FUNCTION payments_rise_course();
