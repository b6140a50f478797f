DROP TRIGGER payments_verification_course ON payments_verification;
DROP FUNCTION payments_verification_course();
