-- Runs from which money of these people may still leave, kept still: a file that is being written is waited for, and none is begun. So are
-- those that paid them from a month on, for a bank may return it meanwhile, and those being assembled of their benefits, whose slices are
-- not seen yet.
-- law    REG 25, 42 (what has ended does not leave meanwhile)
-- in     persons, month or none
-- out    runs
-- note   all at once, in the order of their ids: who holds one of them waits for no other
SELECT its.id
  FROM payments_paymentrun AS its
 WHERE its.state <> 'cancelled'
   AND (its.id IN (SELECT batch.payment_run_id
                     FROM payments_payment AS payment
                     JOIN payments_batch AS batch ON batch.id = payment.batch_id
                    WHERE payment.person_id = ANY(%(persons)s)
                      AND (payment.month >= %(since)s::date
                           OR NOT EXISTS (SELECT 1 FROM payments_left AS gone
                                           WHERE gone.month = payment.month AND gone.batch_id = payment.batch_id AND gone.row = payment.row
                                          OFFSET 0)))
        OR its.state = 'assembling'
       AND EXISTS (SELECT 1 FROM payments_entitlement AS entitled
                    WHERE entitled.person_id = ANY(%(persons)s) AND (entitled.region_id, entitled.fund) = (its.region_id, its.fund)))
 ORDER BY its.id
   FOR NO KEY UPDATE OF its
