-- The interest of a year on one account: the formula, here and nowhere else in SQL.
-- law    人社部发〔2017〕31号 (record rate of the year); 劳办发〔1997〕116号 (month products)
-- in     opening balance in fen, month products in fen months, rate in parts per million
-- out    fen, rounded once, halves away from zero
-- again  reads nothing
-- twin   contributions.accounts.rules.interest.interest_on; tests hold the two equal
CREATE FUNCTION accounts_interest_on(_opening_fen bigint, _products_fen bigint, _rate_ppm int) RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT sign(_opening_fen * 12 + _products_fen)::bigint
         * ((abs((_opening_fen * 12 + _products_fen) * _rate_ppm) + 6000000) / 12000000)
$$;
