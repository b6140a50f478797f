DROP TRIGGER payments_again_while_none_is_there ON payments_payment;
DROP FUNCTION payments_again_while_none_is_there();
DROP TRIGGER payments_arrived_repaid ON payments_arrivedrepaid;
DROP FUNCTION payments_arrived_repaid();
DROP FUNCTION payments_arrived_repaid_wrong(payments_arrivedrepaid);
DROP TRIGGER payments_arrived ON payments_arrived;
DROP FUNCTION payments_arrived();
DROP FUNCTION payments_arrived_wrong(payments_arrived);
DROP FUNCTION payments_beside_it(payments_arrived);
