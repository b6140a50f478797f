DROP TRIGGER payments_suspicion_by_two ON payments_suspicion;
DROP TRIGGER payments_suspicion_course ON payments_suspicion;
DROP FUNCTION payments_suspicion_by_two();
DROP FUNCTION payments_suspicion_course();
DROP FUNCTION payments_stop_on_record(bigint, text, text);
DROP FUNCTION payments_on_record(bigint, text, text);
