DROP TRIGGER payments_returned_later_had_arrived ON payments_returnedlater;
DROP FUNCTION payments_returned_later_had_arrived();
DROP FUNCTION payments_has_arrived(bigint, bigint, timestamptz);
DROP VIEW payments_answer;
