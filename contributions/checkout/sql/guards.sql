-- An order asks for what its items say, is paid once, and keeps what it asked for.
-- law    COLL 12 (nothing is booked twice); REG 53 (records are not overwritten)
CREATE FUNCTION checkout_refuse_order_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'order % is not changed from % to %', OLD.number, OLD.state, NEW.state
        USING ERRCODE = 'check_violation', CONSTRAINT = 'order_goes_forward';
END $$;
CREATE TRIGGER checkout_order_goes_forward BEFORE UPDATE ON checkout_paymentorder FOR EACH ROW
    WHEN (OLD.number IS DISTINCT FROM NEW.number OR OLD.person_id IS DISTINCT FROM NEW.person_id
       OR OLD.region_id IS DISTINCT FROM NEW.region_id OR OLD.total_fen IS DISTINCT FROM NEW.total_fen
       OR OLD.channel IS DISTINCT FROM NEW.channel
       OR (OLD.trade <> '' AND OLD.trade IS DISTINCT FROM NEW.trade)
       OR (OLD.state <> NEW.state AND (OLD.state, NEW.state) NOT IN
           (('open', 'paid'), ('open', 'closed'), ('closed', 'paid'), ('paid', 'booked'))))
    EXECUTE FUNCTION checkout_refuse_order_change();
CREATE TRIGGER checkout_order_not_deleted BEFORE DELETE ON checkout_paymentorder
    FOR EACH ROW EXECUTE FUNCTION kernel_refuse_change();
CREATE TRIGGER checkout_other_payment_stays BEFORE UPDATE ON checkout_otherpayment FOR EACH ROW
    WHEN (to_jsonb(OLD) - 'booked_at' IS DISTINCT FROM to_jsonb(NEW) - 'booked_at' OR OLD.booked_at IS NOT NULL)
    EXECUTE FUNCTION kernel_refuse_change();
CREATE TRIGGER checkout_other_payment_not_deleted BEFORE DELETE ON checkout_otherpayment
    FOR EACH ROW EXECUTE FUNCTION kernel_refuse_change();

CREATE FUNCTION checkout_order_equals_its_items() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE subject bigint; wanted bigint; asked bigint;
BEGIN
    IF TG_TABLE_NAME = 'checkout_paymentorder' THEN
        subject := NEW.id;
    ELSE
        subject := NEW.order_id;
    END IF;
    SELECT total_fen INTO wanted FROM checkout_paymentorder WHERE id = subject;
    SELECT coalesce(sum(amount_fen), 0) INTO asked FROM checkout_orderitem WHERE order_id = subject;
    IF wanted <> asked THEN
        RAISE EXCEPTION 'order % asks for % fen, its items for %', subject, wanted, asked
            USING ERRCODE = 'check_violation', CONSTRAINT = 'order_equals_its_items';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER checkout_order_with_items AFTER INSERT ON checkout_paymentorder
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION checkout_order_equals_its_items();
CREATE CONSTRAINT TRIGGER checkout_item_in_order AFTER INSERT ON checkout_orderitem
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION checkout_order_equals_its_items();

-- Nothing is taken in beside an order that the channel did not say.
CREATE FUNCTION checkout_other_payment_came() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM checkout_callback
      WHERE order_id = NEW.order_id AND trade = NEW.trade AND verdict IN ('paid_twice', 'amount_differs') AND amount_fen = NEW.amount_fen;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'nothing came beside order %', NEW.order_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'other_payment_came';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER checkout_other_payment_came AFTER INSERT ON checkout_otherpayment
    FOR EACH ROW EXECUTE FUNCTION checkout_other_payment_came();

-- Only what the channel said and nobody could place is ended as such, and nobody takes that back.
CREATE FUNCTION checkout_stray_end_of_a_stray() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM checkout_callback
      WHERE channel = NEW.channel AND number = NEW.number AND trade = NEW.trade AND amount_fen = NEW.amount_fen
        AND verdict IN ('unknown_order', 'contradicts');
    IF NOT FOUND THEN
        RAISE EXCEPTION 'no payment % of % that nobody could place', NEW.trade, NEW.number
            USING ERRCODE = 'check_violation', CONSTRAINT = 'stray_end_of_a_stray';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER checkout_stray_end_of_a_stray BEFORE INSERT ON checkout_strayend
    FOR EACH ROW EXECUTE FUNCTION checkout_stray_end_of_a_stray();
