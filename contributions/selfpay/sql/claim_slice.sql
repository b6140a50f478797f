-- List what government owes for a range of people in a claim.
-- law    SIL 20, 25; R8 4; 就业补贴办法 of the places
-- in     claim, kind, region, last month, range of people, law
-- out    one row: people, items, fen they paid, fen claimed
-- again  adds nothing: a month that is claimed is not owed any more, of records of one person that
--        are owed the same month the first is listed
WITH added AS (
    INSERT INTO selfpay_subsidyitem (claim_id, person_id, kind, month, paid_fen, amount_fen, is_provisional)
    SELECT %(claim)s, person_id, %(kind)s, month, paid_fen, amount_fen, is_provisional
      FROM selfpay_owed(%(kind)s, %(region)s, %(until)s, %(first)s, %(last)s, %(law)s::jsonb) AS owed
     WHERE NOT EXISTS (
           SELECT 1 FROM registry_onepeople AS own
             JOIN registry_onepeople AS other ON other.head_id = own.head_id AND other.person_id <> own.person_id
            WHERE own.person_id = owed.person_id
              AND other.person_id < own.person_id
              AND owed.month IN (SELECT month FROM selfpay_owed(%(kind)s, %(region)s, %(until)s, other.person_id,
                                                                other.person_id, %(law)s::jsonb)))
     ORDER BY person_id, month
    RETURNING person_id, paid_fen, amount_fen
)
SELECT count(DISTINCT person_id), count(*), coalesce(sum(paid_fen), 0)::bigint, coalesce(sum(amount_fen), 0)::bigint FROM added
