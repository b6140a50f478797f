DROP FUNCTION selfpay_owed(text, text, date, bigint, bigint, jsonb);
DROP FUNCTION selfpay_unclaimed(text, text, date, bigint, bigint);
