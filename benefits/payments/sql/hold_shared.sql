-- Payments of a run that go to an account other people of the run use too: each waits.
-- law    64号 (pay-out control): one account for several people
-- in     run, month, at
-- out    a hold for each payment to such an account
-- again  runs once, when the run is finished under its lock; a payment is held once for a reason
INSERT INTO payments_hold (month, batch_id, row, person_id, because, told, raised_at, reason)
SELECT payment.month, payment.batch_id, payment.row, payment.person_id, 'shared_account', jsonb_build_object('people', shared.people),
       %(at)s::timestamptz, ''
  FROM payments_payment AS payment
  JOIN payments_batch AS batch ON batch.id = payment.batch_id AND batch.payment_run_id = %(run)s
  JOIN registry_bankcard AS card ON card.id = payment.card_id
  JOIN (SELECT other.account_hash,
               count(DISTINCT coalesce(one.head_id, each.person_id)) AS people
          FROM payments_payment AS each
          JOIN payments_batch AS its ON its.id = each.batch_id AND its.payment_run_id = %(run)s
          JOIN registry_bankcard AS other ON other.id = each.card_id
          LEFT JOIN registry_onepeople AS one ON one.person_id = each.person_id
         WHERE each.month = %(month)s
         GROUP BY other.account_hash
        HAVING count(DISTINCT coalesce(one.head_id, each.person_id)) > 1) AS shared ON shared.account_hash = card.account_hash
 WHERE payment.month = %(month)s
