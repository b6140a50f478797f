-- Payments of a run that go to an account other people of the run use too: each waits.
-- law    64号 (pay-out control): one account for several people
-- in     run, month, at
-- out    a hold for each payment to such an account
-- again  runs once, when the run is finished under its lock; a payment is held once for a reason
WITH twice AS MATERIALIZED (
    SELECT card.account_hash
      FROM payments_payment AS payment
      JOIN registry_bankcard AS card ON card.id = payment.card_id
     WHERE payment.month = %(month)s AND payment.batch_id = ANY(array(SELECT id FROM payments_batch WHERE payment_run_id = %(run)s))
     GROUP BY card.account_hash
    HAVING count(*) > 1
), used AS MATERIALIZED (
    SELECT payment.batch_id, payment.row, payment.person_id, twice.account_hash, coalesce(one.head_id, payment.person_id) AS head_id
      FROM twice
      JOIN registry_bankcard AS card ON card.account_hash = twice.account_hash
      JOIN payments_payment AS payment
        ON payment.card_id = card.id AND payment.month = %(month)s
       AND payment.batch_id = ANY(array(SELECT id FROM payments_batch WHERE payment_run_id = %(run)s))
      LEFT JOIN registry_onepeople AS one ON one.person_id = payment.person_id
), shared AS (
    SELECT account_hash, count(DISTINCT head_id) AS people FROM used GROUP BY account_hash HAVING count(DISTINCT head_id) > 1
)
INSERT INTO payments_hold (month, batch_id, row, person_id, because, told, raised_at, reason)
SELECT %(month)s, used.batch_id, used.row, used.person_id, 'shared_account', jsonb_build_object('people', shared.people),
       %(at)s::timestamptz, ''
  FROM used JOIN shared ON shared.account_hash = used.account_hash
