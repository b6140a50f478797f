DROP TRIGGER payments_offset_ended ON payments_offsetending;
DROP FUNCTION payments_offset_ended();
