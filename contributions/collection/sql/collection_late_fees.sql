-- What was paid late by a range of employers and what it costs, month by month and fund by fund. What is owed by the order, and
-- for a project, stands apart from what is owed for staff: the money of one never pays the other.
-- law    SIL 58, 86; IMPL 20–22, 29; COLL 13
-- in     region, first and last employer; of the fees also the law of each month: parts per million a day, whether the day of
--        payment counts
-- out    owed: what each bill asked for and by when, a part that was owed before the bill was written by that day
--        late_places: months and funds of which something was paid late, or was charged
--        late_fees: principal × days and the fee, in fen; nobody who paid in time and was never charged
-- again  reads only
-- twin   contributions.collection.rules.late_fees
-- speed  what is made here has no statistics: it is added up, not joined, and kept where it must be joined
CREATE FUNCTION collection_owed(_region text, _first bigint, _last bigint)
RETURNS TABLE (bill_id bigint, employer_id bigint, month date, fund text, pot text, was_due_on date, amount_fen bigint)
LANGUAGE sql STABLE AS $$
    SELECT bill.id, bill.employer_id, bill.month, bill.fund::text,
           assessment_pot(bill.id, bill.kind, bill.of_bill_id),
           owed.was_due_on, owed.amount_fen
      FROM assessment_bill AS bill
     CROSS JOIN LATERAL (
           SELECT bill.due_on AS was_due_on,
                  bill.total_fen - coalesce((SELECT sum(amount_fen) FROM collection_owedsince WHERE bill_id = bill.id), 0)::bigint AS amount_fen
            UNION ALL
           SELECT since.was_due_on, since.amount_fen FROM collection_owedsince AS since WHERE since.bill_id = bill.id) AS owed
     WHERE bill.region_id = _region AND bill.employer_id BETWEEN _first AND _last AND owed.amount_fen <> 0
$$;

CREATE FUNCTION collection_late_places(_region text, _first bigint, _last bigint)
RETURNS TABLE (employer_id bigint, month date, fund text)
LANGUAGE sql STABLE AS $$
    WITH due AS MATERIALIZED (
        SELECT owed.*, min(owed.was_due_on) OVER (PARTITION BY owed.employer_id, owed.month, owed.fund) AS first_due_on
          FROM collection_owed(_region, _first, _last) AS owed
    )
    SELECT due.employer_id, due.month, due.fund
      FROM due
      JOIN collection_allocation AS allocation ON allocation.bill_id = due.bill_id
      JOIN collection_receipt AS receipt ON receipt.id = allocation.receipt_id AND receipt.received_on > due.first_due_on
     UNION
    SELECT fee.employer_id, fee.month, fee.fund::text FROM collection_latefee AS fee
     WHERE fee.region_id = _region AND fee.employer_id BETWEEN _first AND _last
$$;

CREATE FUNCTION collection_late_fees(_region text, _first bigint, _last bigint, _months date[], _ppm int[], _counts boolean[])
RETURNS TABLE (employer_id bigint, month date, fund text, rate_ppm int, counts_payment_day boolean, fen_days bigint, fee_fen bigint)
LANGUAGE sql STABLE AS $$
    WITH law AS (
        SELECT * FROM unnest(_months, _ppm, _counts) AS law (month, rate_ppm, counts)
    ), subject AS MATERIALIZED (
        SELECT * FROM collection_late_places(_region, _first, _last)
    ), due AS MATERIALIZED (
        SELECT owed.* FROM collection_owed(_region, _first, _last) AS owed JOIN subject USING (employer_id, month, fund)
    ), principal AS (
        SELECT employer_id, month, fund, pot, bill_id, was_due_on,
               amount_fen - least(amount_fen, greatest(0, back_fen - (sum(amount_fen) OVER later - amount_fen))) AS amount_fen
          FROM (SELECT due.*, -sum(least(amount_fen, 0)) OVER (PARTITION BY employer_id, month, fund, pot) AS back_fen FROM due) AS of_month
         WHERE amount_fen > 0
        WINDOW later AS (PARTITION BY employer_id, month, fund, pot ORDER BY was_due_on DESC, bill_id DESC)
    ), owed AS MATERIALIZED (
        SELECT employer_id, month, fund, pot, was_due_on, amount_fen,
               sum(amount_fen) OVER (PARTITION BY employer_id, month, fund, pot ORDER BY was_due_on, bill_id) AS upto_fen
          FROM principal WHERE amount_fen > 0
    ), paid AS MATERIALIZED (
        SELECT employer_id, month, fund, pot, received_on, amount_fen,
               sum(amount_fen) OVER (PARTITION BY employer_id, month, fund, pot ORDER BY received_on, receipt_id) AS upto_fen
          FROM (SELECT bill.employer_id, bill.month, bill.fund::text AS fund,
                       assessment_pot(bill.id, bill.kind, bill.of_bill_id) AS pot,
                       receipt.id AS receipt_id, receipt.received_on, sum(allocation.amount_fen) AS amount_fen
                  FROM subject
                  JOIN assessment_bill AS bill
                    ON bill.employer_id = subject.employer_id AND bill.month = subject.month AND bill.fund = subject.fund
                   AND bill.region_id = _region
                  JOIN collection_allocation AS allocation ON allocation.bill_id = bill.id
                  JOIN collection_receipt AS receipt ON receipt.id = allocation.receipt_id
                 GROUP BY 1, 2, 3, 4, receipt.id, receipt.received_on) AS net
         WHERE amount_fen > 0
    ), met AS (
        SELECT owed.employer_id, owed.month, owed.fund,
               least(owed.upto_fen, paid.upto_fen) - greatest(owed.upto_fen - owed.amount_fen, paid.upto_fen - paid.amount_fen) AS amount_fen,
               owed.was_due_on + 1 AS first_day, paid.received_on + law.counts::int AS after_day
          FROM owed JOIN paid USING (employer_id, month, fund, pot) JOIN law USING (month)
         WHERE least(owed.upto_fen, paid.upto_fen) > greatest(owed.upto_fen - owed.amount_fen, paid.upto_fen - paid.amount_fen)
           AND paid.received_on > owed.was_due_on
    ), late AS (
        SELECT met.*, greatest(0, after_day - first_day - coalesce((
               SELECT sum(greatest(0, least(after_day, coalesce(deferral.stopped_on, deferral.ends_before)) - greatest(first_day, deferral.starts_on)))
                 FROM collection_deferral AS deferral
                WHERE deferral.employer_id = met.employer_id AND deferral.fund = met.fund
                  AND met.month BETWEEN deferral.first_month AND deferral.last_month), 0)) AS days
          FROM met
    )
    SELECT place.employer_id, place.month, place.fund, law.rate_ppm, law.counts, sum(place.fen_days)::bigint,
           ((sum(place.fen_days) * law.rate_ppm + 500000)::bigint / 1000000)::bigint
      FROM (SELECT employer_id, month, fund, 0::numeric AS fen_days FROM subject
             UNION ALL
            SELECT employer_id, month, fund, amount_fen * days FROM late) AS place
      JOIN law USING (month)
     GROUP BY place.employer_id, place.month, place.fund, law.rate_ppm, law.counts
$$;
