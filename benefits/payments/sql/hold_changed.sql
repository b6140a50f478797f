-- Payments that no file has taken, to an account that has ended since: each waits, and is paid again to the one that stands.
-- law    REG 9, 42 (changes take effect); 64号 (pay-out control)
-- in     run or none, persons or none, at
-- out    a hold for each payment
-- again  a payment is held once for a reason, and anew once that was lifted
INSERT INTO payments_hold (month, batch_id, row, person_id, because, told, raised_at, reason)
SELECT payment.month, payment.batch_id, payment.row, payment.person_id, 'no_account', jsonb_build_object('ended_on', card.ends_before),
       %(at)s::timestamptz, ''
  FROM payments_payment AS payment
  JOIN payments_batch AS batch ON batch.id = payment.batch_id
  JOIN payments_paymentrun AS its ON its.id = batch.payment_run_id AND its.month = payment.month AND its.state <> 'cancelled'
  JOIN registry_bankcard AS card ON card.id = payment.card_id AND card.ends_before IS NOT NULL
 WHERE (%(run)s::bigint IS NULL OR its.id = %(run)s::bigint)
   AND (%(persons)s::bigint[] IS NULL OR payment.person_id = ANY(%(persons)s::bigint[]))
   AND NOT EXISTS (SELECT 1 FROM payments_infile AS taken
                    WHERE taken.month = payment.month AND taken.batch_id = payment.batch_id AND taken.row = payment.row)
    ON CONFLICT (month, batch_id, row, because) WHERE lifted_at IS NULL DO NOTHING
