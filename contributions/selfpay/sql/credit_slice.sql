-- Credit what came for a claim to the residents' accounts of a range of people.
-- law    国发〔2014〕8号 art. 5: what government added is part of the account
-- in     claim, range of people
-- out    one row: people, credits, fen credited
-- again  a credit is of one person and year: twice breaks `subsidy_credit_once`, and the slice with it
WITH added AS (
    INSERT INTO accounts_subsidycredit (person_id, month, account, region_id, amount_fen, claim, credited_on)
    SELECT item.person_id, item.month, item.kind, claim.region_id, item.amount_fen, claim.number, claim.received_on
      FROM selfpay_subsidyitem AS item JOIN selfpay_subsidyclaim AS claim ON claim.id = item.claim_id
     WHERE item.claim_id = %(claim)s
       AND item.id NOT IN (SELECT item_id FROM selfpay_subsidydouble)
       AND item.person_id BETWEEN %(first)s AND %(last)s
     ORDER BY item.person_id, item.month
    RETURNING person_id, amount_fen
)
SELECT count(DISTINCT person_id), count(*), coalesce(sum(amount_fen), 0)::bigint FROM added
