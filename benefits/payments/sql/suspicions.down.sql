DROP TRIGGER IF EXISTS payments_suspicion_by_two ON payments_suspicion;
DROP TRIGGER payments_suspicion_course ON payments_suspicion;
DROP FUNCTION IF EXISTS payments_suspicion_by_two();
DROP FUNCTION payments_suspicion_course();
DROP FUNCTION IF EXISTS payments_stop_on_record(bigint, text, text);
DROP FUNCTION IF EXISTS payments_on_record(bigint, text, text);
