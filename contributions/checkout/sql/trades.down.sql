DROP TRIGGER checkout_stray_confirmed_by_another ON checkout_strayconfirmation;
DROP FUNCTION checkout_stray_confirmed_by_another();
DROP TRIGGER checkout_other_trade_said_once ON checkout_otherpayment;
DROP TRIGGER checkout_order_trade_said_once ON checkout_paymentorder;
DROP FUNCTION checkout_trade_said_once();
DROP FUNCTION checkout_lock_trade(text, text);
