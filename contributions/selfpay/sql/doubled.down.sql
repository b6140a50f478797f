DROP TRIGGER selfpay_received_once_a_person ON selfpay_subsidyclaim;
DROP FUNCTION selfpay_received_once_a_person();
DROP TRIGGER selfpay_made_good_once ON selfpay_subsidyitem;
DROP FUNCTION selfpay_made_good_once();
DROP TRIGGER selfpay_double_guard ON selfpay_subsidydouble;
DROP FUNCTION selfpay_double_guard();
DROP FUNCTION selfpay_doubled(bigint);
