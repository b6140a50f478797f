-- What was paid late by a range of employers and what it costs, month by month and fund by fund.
-- law    SIL 86; IMPL 20–22, 29; COLL 13
-- in     region, first and last employer; the law of each month: parts per million a day, whether the day of payment counts
-- out    principal × days and the fee, in fen; nobody who paid in time and was never charged
-- again  reads only
-- twin   contributions.collection.rules.late_fees
CREATE FUNCTION collection_late_fees(_region text, _first bigint, _last bigint, _months date[], _ppm int[], _counts boolean[])
RETURNS TABLE (employer_id bigint, month date, fund text, rate_ppm int, counts_payment_day boolean, fen_days bigint, fee_fen bigint)
LANGUAGE sql STABLE AS $$
    WITH law AS (
        SELECT * FROM unnest(_months, _ppm, _counts) AS law (month, rate_ppm, counts)
    ), billed AS MATERIALIZED (
        SELECT bill.id, bill.employer_id, bill.month, bill.fund::text AS fund, bill.total_fen,
               coalesce(back.was_due_on, bill.due_on) AS was_due_on
          FROM assessment_bill AS bill
          LEFT JOIN collection_backpaidbill AS back ON back.bill_id = bill.id
         WHERE bill.region_id = _region AND bill.employer_id BETWEEN _first AND _last AND bill.total_fen <> 0
    ), subject AS MATERIALIZED (
        SELECT DISTINCT billed.employer_id, billed.month, billed.fund
          FROM billed
          JOIN collection_allocation AS allocation ON allocation.bill_id = billed.id
          JOIN collection_receipt AS receipt ON receipt.id = allocation.receipt_id AND receipt.received_on > billed.was_due_on
         UNION
        SELECT fee.employer_id, fee.month, fee.fund::text FROM collection_latefee AS fee
         WHERE fee.region_id = _region AND fee.employer_id BETWEEN _first AND _last
    ), principal AS (
        SELECT employer_id, month, fund, id, was_due_on,
               total_fen - least(total_fen, greatest(0, back_fen - (sum(total_fen) OVER later - total_fen))) AS amount_fen
          FROM (SELECT billed.*, -sum(least(total_fen, 0)) OVER (PARTITION BY employer_id, month, fund) AS back_fen
                  FROM billed JOIN subject USING (employer_id, month, fund)) AS of_month
         WHERE total_fen > 0
        WINDOW later AS (PARTITION BY employer_id, month, fund ORDER BY was_due_on DESC, id DESC)
    ), owed AS (
        SELECT employer_id, month, fund, was_due_on, amount_fen, sum(amount_fen) OVER (PARTITION BY employer_id, month, fund ORDER BY was_due_on, id) AS upto_fen
          FROM principal WHERE amount_fen > 0
    ), paid AS (
        SELECT employer_id, month, fund, received_on, amount_fen,
               sum(amount_fen) OVER (PARTITION BY employer_id, month, fund ORDER BY received_on, receipt_id) AS upto_fen
          FROM (SELECT billed.employer_id, billed.month, billed.fund, receipt.id AS receipt_id, receipt.received_on,
                       sum(allocation.amount_fen) AS amount_fen
                  FROM billed JOIN subject USING (employer_id, month, fund)
                  JOIN collection_allocation AS allocation ON allocation.bill_id = billed.id
                  JOIN collection_receipt AS receipt ON receipt.id = allocation.receipt_id
                 GROUP BY billed.employer_id, billed.month, billed.fund, receipt.id, receipt.received_on) AS net
         WHERE amount_fen > 0
    ), met AS (
        SELECT owed.employer_id, owed.month, owed.fund, law.rate_ppm, law.counts,
               least(owed.upto_fen, paid.upto_fen) - greatest(owed.upto_fen - owed.amount_fen, paid.upto_fen - paid.amount_fen) AS amount_fen,
               owed.was_due_on + 1 AS first_day, paid.received_on + law.counts::int AS after_day
          FROM owed JOIN paid USING (employer_id, month, fund) JOIN law USING (month)
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
    SELECT subject.employer_id, subject.month, subject.fund, law.rate_ppm, law.counts, coalesce(summed.fen_days, 0)::bigint,
           ((coalesce(summed.fen_days, 0) * law.rate_ppm + 500000) / 1000000)::bigint
      FROM subject JOIN law USING (month)
      LEFT JOIN (SELECT employer_id, month, fund, sum(amount_fen * days)::bigint AS fen_days
                   FROM late GROUP BY employer_id, month, fund) AS summed USING (employer_id, month, fund)
$$;
