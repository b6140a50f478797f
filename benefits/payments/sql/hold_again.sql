-- What held a payment that failed holds the one made in its stead; and what the guard asks of an account is asked of the new one.
-- law    REG 25, 26, 42; 64号 (pay-out control): a dead person, one account for several people
-- in     run, month, row of the new payment, at
-- out    a hold for each reason
-- again  a payment is held once for a reason, and anew once that was lifted
INSERT INTO payments_hold (month, batch_id, row, person_id, because, told, raised_at, reason)
SELECT again.month, again.batch_id, again.row, again.person_id, doubt.because, doubt.told, %(at)s::timestamptz, ''
  FROM payments_payment AS again
  JOIN payments_batch AS batch ON batch.id = again.batch_id AND batch.payment_run_id = %(run)s
  JOIN registry_bankcard AS card ON card.id = again.card_id
 CROSS JOIN LATERAL (
       SELECT held.because, held.told
         FROM payments_hold AS held
         JOIN payments_batch AS its ON its.id = held.batch_id AND its.payment_run_id = %(run)s
        WHERE held.month = again.month AND held.row = again.again_for AND held.lifted_at IS NULL AND held.because <> 'no_account'
        UNION
       SELECT 'died', jsonb_build_object('died_on', person.died_on)
         FROM registry_person AS person WHERE person.id = again.person_id AND person.died_on < again.month
        UNION
       SELECT 'shared_account', jsonb_build_object('people', count(DISTINCT coalesce(one.head_id, other.person_id)))
         FROM payments_payment AS other
         JOIN payments_batch AS its ON its.id = other.batch_id AND its.payment_run_id = %(run)s
         JOIN registry_bankcard AS theirs ON theirs.id = other.card_id AND theirs.account_hash = card.account_hash
         LEFT JOIN registry_onepeople AS one ON one.person_id = other.person_id
        WHERE other.month = again.month
       HAVING count(DISTINCT coalesce(one.head_id, other.person_id)) > 1) AS doubt
 WHERE again.month = %(month)s AND again.row = %(row)s
    ON CONFLICT (month, batch_id, row, because) WHERE lifted_at IS NULL DO NOTHING
