-- Runs from which money of these people may still leave, kept still: a file that is being written is waited for, and none is begun.
-- law    REG 25, 42 (what has ended does not leave meanwhile)
-- in     persons
-- out    runs
SELECT its.id
  FROM payments_paymentrun AS its
 WHERE its.state <> 'cancelled'
   AND its.id IN (SELECT each.paid_in
                    FROM (SELECT DISTINCT paid_in, person_id FROM payments_line WHERE person_id = ANY(%(persons)s)) AS each
                   WHERE NOT payments_has_left(each.paid_in, each.person_id))
 ORDER BY its.id
   FOR NO KEY UPDATE
