DROP TRIGGER payments_suspicion_course ON payments_suspicion;
DROP FUNCTION payments_suspicion_course();
