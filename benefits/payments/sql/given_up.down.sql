DROP TRIGGER payments_given_up ON payments_givenup;
DROP FUNCTION payments_given_up();
