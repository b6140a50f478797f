-- Charge what late money of a range of employers costs beyond what was charged before.
-- law    SIL 86 (five ten-thousandths a day from the day of arrears); IMPL 20–22
-- in     region, first and last employer, months with their rates and day counts, day and time of charging
-- out    one row: how many were charged, and their sum in fen
-- again  adds nothing: only the difference to the charges so far is written
-- twin   contributions.collection.rules.late_fees, through collection_late_fees
WITH due AS (
    SELECT * FROM collection_late_fees(%(region)s, %(first)s, %(last)s, %(months)s::date[], %(rates)s::int[], %(counts)s::boolean[])
), charged AS (
    SELECT employer_id, month, fund, max(version) AS version, sum(amount_fen) AS fee_fen
      FROM collection_latefee WHERE region_id = %(region)s AND employer_id BETWEEN %(first)s AND %(last)s
     GROUP BY employer_id, month, fund
), added AS (
    INSERT INTO collection_latefee
           (employer_id, region_id, month, fund, version, fen_days, rate_ppm, counts_payment_day, late_fee_fen, amount_fen,
            charged_on, charged_at)
    SELECT due.employer_id, %(region)s, due.month, due.fund, coalesce(charged.version, 0) + 1, due.fen_days, due.rate_ppm,
           due.counts_payment_day, due.fee_fen, due.fee_fen - coalesce(charged.fee_fen, 0), %(on)s, %(at)s
      FROM due LEFT JOIN charged USING (employer_id, month, fund)
     WHERE due.fee_fen <> coalesce(charged.fee_fen, 0)
    RETURNING amount_fen
)
SELECT count(*), coalesce(sum(amount_fen), 0)::bigint FROM added
