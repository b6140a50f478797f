-- Payments of a batch that nothing holds or speaks against, to accounts that stand, and that no file has taken yet.
-- law    REG 25, 37, 40, 42
-- in     batch, month, region, fund
-- out    rows of (row, name, sealed account as hexadecimal, fen, fen set off of it, whether a death before the month is on record)
SELECT payment.row, person.name, encode(card.account, 'hex'), payment.amount_fen, coalesce(part.amount_fen, 0), person.has_died
  FROM payments_payment AS payment
 CROSS JOIN LATERAL (
       SELECT name, coalesce(died_on < payment.month, false) AS has_died
         FROM registry_person WHERE id = payment.person_id OFFSET 0) AS person
 CROSS JOIN LATERAL (SELECT account FROM registry_bankcard WHERE id = payment.card_id AND ends_before IS NULL OFFSET 0) AS card
  LEFT JOIN payments_offset AS part
    ON part.month = payment.month AND part.batch_id = payment.batch_id AND part.row = payment.row
 WHERE payment.batch_id = %(batch)s AND payment.month = %(month)s
   AND NOT EXISTS (SELECT 1 FROM payments_infile AS taken
                    WHERE taken.month = %(month)s AND taken.batch_id = %(batch)s AND taken.row = payment.row)
   AND NOT EXISTS (SELECT 1 FROM payments_hold AS hold
                    WHERE hold.month = %(month)s AND hold.batch_id = %(batch)s AND hold.row = payment.row AND hold.lifted_at IS NULL)
   AND NOT EXISTS (SELECT 1 FROM payments_against AS against
                    WHERE against.month = %(month)s AND against.batch_id = %(batch)s AND against.row = payment.row
                      AND against.region_id = %(region)s AND against.fund = %(fund)s)
 ORDER BY payment.row
