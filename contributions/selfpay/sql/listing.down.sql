DROP TRIGGER selfpay_items_while_listing ON selfpay_subsidyitem;
DROP FUNCTION selfpay_items_while_listing();
