DROP TRIGGER payments_returned_later_had_arrived ON payments_returnedlater;
DROP FUNCTION payments_returned_later_had_arrived();
DROP VIEW payments_answer;
