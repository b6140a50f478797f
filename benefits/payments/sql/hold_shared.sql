-- Payments of a run that go to an account other people of the run use too: each waits.
-- law    64号 (pay-out control): one account for several people
-- in     run, month, at
-- out    a hold for each payment to such an account
-- again  runs once, when the run is finished under its lock; a payment is held once for a reason
WITH used AS MATERIALIZED (
    SELECT payment.batch_id, payment.row, payment.person_id, card.account_hash
      FROM payments_payment AS payment
      JOIN payments_batch AS batch ON batch.id = payment.batch_id AND batch.payment_run_id = %(run)s
      JOIN registry_bankcard AS card ON card.id = payment.card_id
     WHERE payment.month = %(month)s
), twice AS MATERIALIZED (
    SELECT used.*
      FROM used
      JOIN (SELECT account_hash FROM used GROUP BY account_hash HAVING count(*) > 1) AS each ON each.account_hash = used.account_hash
), shared AS (
    SELECT twice.account_hash, count(DISTINCT coalesce(one.head_id, twice.person_id)) AS people
      FROM twice LEFT JOIN registry_onepeople AS one ON one.person_id = twice.person_id
     GROUP BY twice.account_hash
    HAVING count(DISTINCT coalesce(one.head_id, twice.person_id)) > 1
)
INSERT INTO payments_hold (month, batch_id, row, person_id, because, told, raised_at, reason)
SELECT %(month)s, twice.batch_id, twice.row, twice.person_id, 'shared_account', jsonb_build_object('people', shared.people),
       %(at)s::timestamptz, ''
  FROM twice JOIN shared ON shared.account_hash = twice.account_hash
