DROP TRIGGER payments_offset_stays ON payments_paymentrun;
DROP FUNCTION payments_offset_stays();
DROP TRIGGER payments_offset_taken ON payments_recovered;
DROP TRIGGER payments_offset_taken ON payments_offset;
DROP FUNCTION payments_offset_taken();
DROP TRIGGER payments_offset_agreed ON payments_offsetagreement;
DROP FUNCTION payments_offset_agreed();
DROP FUNCTION payments_taken_of(bigint);
