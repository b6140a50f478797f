-- A channel's payment is of one order: what an order was paid by, nothing else was, neither another order nor beside one.
-- law    COLL 12 (nothing is booked twice)
-- again  whoever hears of a payment waits for who hears of the same one
CREATE FUNCTION checkout_lock_trade(_channel text, _trade text) RETURNS void LANGUAGE sql AS $$
    SELECT pg_advisory_xact_lock(hashtextextended(_channel || '/' || _trade, 11))
$$;

CREATE FUNCTION checkout_trade_said_once() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE its_channel text; is_used boolean;
BEGIN
    IF TG_TABLE_NAME = 'checkout_paymentorder' THEN
        its_channel := NEW.channel;
    ELSE
        SELECT channel INTO its_channel FROM checkout_paymentorder WHERE id = NEW.order_id;
    END IF;
    PERFORM checkout_lock_trade(its_channel, NEW.trade);
    IF TG_TABLE_NAME = 'checkout_paymentorder' THEN
        is_used := EXISTS (SELECT 1 FROM checkout_otherpayment AS other JOIN checkout_paymentorder AS its ON its.id = other.order_id
                            WHERE its.channel = its_channel AND other.trade = NEW.trade);
    ELSE
        is_used := EXISTS (SELECT 1 FROM checkout_paymentorder WHERE channel = its_channel AND trade = NEW.trade)
                OR EXISTS (SELECT 1 FROM checkout_otherpayment AS other JOIN checkout_paymentorder AS its ON its.id = other.order_id
                            WHERE its.channel = its_channel AND other.trade = NEW.trade);
    END IF;
    IF is_used THEN
        RAISE EXCEPTION 'payment % of % was told of before', NEW.trade, its_channel
            USING ERRCODE = 'check_violation', CONSTRAINT = 'trade_said_once';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER checkout_order_trade_said_once BEFORE INSERT OR UPDATE OF trade ON checkout_paymentorder
    FOR EACH ROW WHEN (NEW.trade <> '') EXECUTE FUNCTION checkout_trade_said_once();
CREATE TRIGGER checkout_other_trade_said_once BEFORE INSERT ON checkout_otherpayment
    FOR EACH ROW EXECUTE FUNCTION checkout_trade_said_once();

-- What became of money nobody could place two people say; once.
CREATE FUNCTION checkout_stray_confirmed_by_another() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE broken text; said checkout_strayend;
BEGIN
    SELECT * INTO said FROM checkout_strayend WHERE id = NEW.end_id;
    PERFORM checkout_lock_trade(said.channel, said.trade);
    broken := CASE
        WHEN NOT EXISTS (SELECT 1 FROM agency_user AS one JOIN agency_user AS other ON other.person_hash <> one.person_hash
                          WHERE one.id = said.by_id AND other.id = NEW.by_id) THEN 'stray_confirmed_by_another'
        WHEN EXISTS (SELECT 1 FROM checkout_strayconfirmation AS confirmed JOIN checkout_strayend AS ended ON ended.id = confirmed.end_id
                      WHERE (ended.channel, ended.number, ended.trade, ended.amount_fen)
                          = (said.channel, said.number, said.trade, said.amount_fen)) THEN 'stray_ends_once'
    END;
    IF broken IS NOT NULL THEN
        RAISE EXCEPTION 'payment % of %: %', said.trade, said.number, broken
            USING ERRCODE = 'check_violation', CONSTRAINT = broken;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER checkout_stray_confirmed_by_another BEFORE INSERT ON checkout_strayconfirmation
    FOR EACH ROW EXECUTE FUNCTION checkout_stray_confirmed_by_another();
