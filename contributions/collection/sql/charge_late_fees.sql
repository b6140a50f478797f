-- Charge what late money of a range of employers costs beyond what was charged before.
-- law    SIL 86 (five ten-thousandths a day from the day of arrears); IMPL 20–22
-- in     region, first and last employer, months with their rates and day counts, day and time of charging
-- out    one row: how many were charged, and their sum in fen
-- again  adds nothing: only the difference to the charges so far is written
-- twin   contributions.collection.rules.late_fees, through collection_late_fees
-- speed  charges and dues are added up beside each other, never joined
WITH place AS (
    SELECT employer_id, month, fund, max(rate_ppm) AS rate_ppm, bool_or(counts_payment_day) AS counts_payment_day,
           max(fen_days) AS fen_days, max(fee_fen) AS fee_fen, max(version) AS version, sum(charged_fen) AS charged_fen
      FROM (SELECT employer_id, month, fund, rate_ppm, counts_payment_day, fen_days, fee_fen, 0 AS version, 0 AS charged_fen
              FROM collection_late_fees(%(region)s, %(first)s, %(last)s, %(months)s::date[], %(rates)s::int[], %(counts)s::boolean[])
             UNION ALL
            SELECT employer_id, month, fund, NULL, NULL, NULL, NULL, version, amount_fen
              FROM collection_latefee WHERE region_id = %(region)s AND employer_id BETWEEN %(first)s AND %(last)s) AS found
     GROUP BY employer_id, month, fund
), added AS (
    INSERT INTO collection_latefee
           (employer_id, region_id, month, fund, version, fen_days, rate_ppm, counts_payment_day, late_fee_fen, amount_fen,
            charged_on, charged_at)
    SELECT employer_id, %(region)s, month, fund, version + 1, fen_days, rate_ppm, counts_payment_day, fee_fen,
           fee_fen - charged_fen, %(on)s, %(at)s
      FROM place WHERE fee_fen <> charged_fen
    RETURNING amount_fen
)
SELECT count(*), coalesce(sum(amount_fen), 0)::bigint FROM added
