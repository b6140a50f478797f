-- List what government owes for a range of people in a claim.
-- law    SIL 20, 25; R8 4; 就业补贴办法 of the places
-- in     claim, kind, region, last month, range of people, law
-- out    one row: people, items, fen they paid, fen claimed
-- again  adds nothing: a month that is claimed is not owed any more, of records of one person that
--        are owed the same month the first is listed; what was left out of an earlier claim is made good once
WITH left_out AS MATERIALIZED (
    SELECT item.person_id, item.month, double.id
      FROM selfpay_subsidydouble AS double JOIN selfpay_subsidyitem AS item ON item.id = double.item_id
     WHERE item.kind = %(kind)s AND item.person_id BETWEEN %(first)s AND %(last)s
       AND NOT EXISTS (SELECT 1 FROM selfpay_subsidyitem AS again WHERE again.instead_of_id = double.id)
), added AS (
    INSERT INTO selfpay_subsidyitem (claim_id, person_id, kind, month, paid_fen, amount_fen, is_provisional, instead_of_id)
    SELECT %(claim)s, owed.person_id, %(kind)s, owed.month, owed.paid_fen, owed.amount_fen, owed.is_provisional, left_out.id
      FROM selfpay_owed(%(kind)s, %(region)s, %(until)s, %(first)s, %(last)s, %(law)s::jsonb) AS owed
      LEFT JOIN left_out ON left_out.person_id = owed.person_id AND left_out.month = owed.month
     WHERE NOT EXISTS (
           SELECT 1 FROM registry_onepeople AS own
             JOIN registry_onepeople AS other ON other.head_id = own.head_id AND other.person_id <> own.person_id
            WHERE own.person_id = owed.person_id
              AND other.person_id < own.person_id
              AND owed.month IN (SELECT month FROM selfpay_owed(%(kind)s, %(region)s, %(until)s, other.person_id,
                                                                other.person_id, %(law)s::jsonb)))
     ORDER BY owed.person_id, owed.month
    RETURNING person_id, paid_fen, amount_fen
)
SELECT count(DISTINCT person_id), count(*), coalesce(sum(paid_fen), 0)::bigint, coalesce(sum(amount_fen), 0)::bigint FROM added
