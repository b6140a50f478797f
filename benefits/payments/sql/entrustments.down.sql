DROP TRIGGER payments_entrustment_course ON payments_entrustment;
DROP FUNCTION payments_entrustment_course();
