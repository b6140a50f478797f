-- Employers past due on a day within lines and regions, and the last step each has come to on the ladder of SIL 63. A credit of
-- the same fund and month is taken off, one of another fund never is; what is deferred is not past due meanwhile, nor is a bill
-- whose day has not passed.
-- law    SIL 63, 64, 86; IMPL 21, 22
-- in     day; lines and regions looked at, pairwise; whether the lines stand apart
-- out    employer, line (none where they stand together), fen, months, oldest due day, last step or `none`
-- twin   contributions.collection.arrears.arrears
CREATE FUNCTION collection_owing(_today date, _lines text[], _paths text[], _apart boolean)
RETURNS TABLE (employer_id bigint, line text, open_fen bigint, months bigint, since date, step text)
LANGUAGE sql STABLE AS $$
    WITH open_bill AS (
        SELECT bill.employer_id, bill.month, bill.fund, collection_line_of(bill.fund) AS line, bill.due_on,
               bill.total_fen > 0 AND bill.due_on < _today AS is_past,
               bill.total_fen - coalesce((SELECT sum(put.amount_fen) FROM collection_allocation AS put WHERE put.bill_id = bill.id), 0) AS left_fen
          FROM assessment_bill AS bill
          JOIN registry_employer AS employer ON employer.id = bill.employer_id
          JOIN agency_region AS region ON region.code = employer.region_id
         WHERE bill.settled_on IS NULL
           AND EXISTS (SELECT 1 FROM unnest(_lines, _paths) AS reach (line, path)
                        WHERE reach.line = collection_line_of(bill.fund) AND starts_with(region.path, reach.path))
           AND NOT EXISTS (SELECT 1 FROM collection_deferral AS deferral
                            WHERE deferral.employer_id = bill.employer_id AND deferral.fund = bill.fund
                              AND bill.month BETWEEN deferral.first_month AND deferral.last_month
                              AND deferral.starts_on <= _today AND deferral.ends_before > _today AND deferral.stopped_on IS NULL)
    ), late AS (
        SELECT employer_id, line, month, least(sum(left_fen), sum(left_fen) FILTER (WHERE is_past)) AS open_fen,
               min(due_on) FILTER (WHERE is_past) AS since
          FROM open_bill
         GROUP BY employer_id, line, month, fund
        HAVING sum(left_fen) > 0 AND sum(left_fen) FILTER (WHERE is_past) > 0
    ), owed AS (
        SELECT employer_id, CASE WHEN _apart THEN line ELSE '' END AS line, sum(open_fen)::bigint AS open_fen,
               count(DISTINCT month) AS months, min(since) AS since
          FROM late
         GROUP BY 1, 2
    )
    SELECT owed.employer_id, owed.line, owed.open_fen, owed.months, owed.since,
           coalesce((SELECT taken.rung FROM collection_enforcement AS began JOIN collection_enforcementstep AS taken ON taken.enforcement_id = began.id
                      WHERE began.employer_id = owed.employer_id AND began.line = owed.line AND began.ended_on IS NULL
                      ORDER BY taken.id DESC LIMIT 1), 'none')
      FROM owed
$$;
