-- What came through a channel goes back through it, unless the channel refused; while it was asked and has not answered, the
-- refund is not withdrawn, nor ever once the channel returned it. A refund is asked of the payment its receipt came by.
-- law    财社〔2017〕144号 art. 39 (money goes back the way it came); COLL 12
CREATE FUNCTION checkout_refund_goes_by_its_channel() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE state text; broken text;
BEGIN
    SELECT CASE WHEN done_at IS NOT NULL THEN 'done' WHEN refused_at IS NOT NULL THEN 'refused' ELSE 'asked' END INTO state
      FROM checkout_channelrefund WHERE refund_id = NEW.id;
    broken := CASE
        WHEN OLD.withdrawn_at IS NULL AND NEW.withdrawn_at IS NOT NULL AND state = 'asked' THEN 'refund_asked_of_its_channel'
        WHEN OLD.withdrawn_at IS NULL AND NEW.withdrawn_at IS NOT NULL AND state = 'done' THEN 'refund_returned_by_channel'
        WHEN OLD.paid_on IS NULL AND NEW.paid_on IS NOT NULL AND coalesce(state, 'asked') = 'asked'
             AND EXISTS (SELECT 1 FROM collection_receipt WHERE id = NEW.receipt_id AND source = 'channel') THEN 'refund_by_its_channel'
    END;
    IF broken IS NOT NULL THEN
        RAISE EXCEPTION 'refund of case %: %', NEW.case_number, broken
            USING ERRCODE = 'check_violation', CONSTRAINT = broken;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER checkout_refund_goes_by_its_channel AFTER UPDATE ON collection_refund
    FOR EACH ROW EXECUTE FUNCTION checkout_refund_goes_by_its_channel();

CREATE FUNCTION checkout_channel_refund_of_its_order() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM collection_refund AS refund
      JOIN collection_receipt AS receipt ON receipt.id = refund.receipt_id AND receipt.source = 'channel'
      JOIN (SELECT id AS order_id, number, trade FROM checkout_paymentorder WHERE state = 'booked'
            UNION ALL SELECT order_id, number, trade FROM checkout_otherpayment WHERE booked_at IS NOT NULL) AS booked
        ON booked.order_id = NEW.order_id AND booked.trade = NEW.trade
       AND booked.number = split_part(receipt.external_id, '-', 1)
     WHERE refund.id = NEW.refund_id;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'refund % did not come by order %', NEW.refund_id, NEW.order_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'channel_refund_of_its_order';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER checkout_channel_refund_of_its_order BEFORE INSERT ON checkout_channelrefund
    FOR EACH ROW EXECUTE FUNCTION checkout_channel_refund_of_its_order();
CREATE TRIGGER checkout_channel_refund_stays BEFORE UPDATE ON checkout_channelrefund FOR EACH ROW
    WHEN (OLD.refund_id IS DISTINCT FROM NEW.refund_id OR OLD.order_id IS DISTINCT FROM NEW.order_id
       OR OLD.trade IS DISTINCT FROM NEW.trade OR OLD.number IS DISTINCT FROM NEW.number
       OR OLD.done_at IS NOT NULL OR OLD.refused_at IS NOT NULL)
    EXECUTE FUNCTION kernel_refuse_change();
CREATE TRIGGER checkout_channel_refund_not_deleted BEFORE DELETE ON checkout_channelrefund
    FOR EACH ROW EXECUTE FUNCTION kernel_refuse_change();
