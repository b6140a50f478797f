-- A suspicion is of the person its register's row names, or named by a check of our own records; while it is open, runs opened
-- after it hold what they would pay and send nothing of it, and others hold what of it has not left; what it was stopped by is the end of
-- that benefit, or a suspension for it, and it was found unfounded by a case of two people. Nobody is visited before they could answer
-- themselves, but for a reason.
-- law    REG 25, 26
-- out    one text per offender
SELECT format('suspicion of entitlement %s: its row names somebody else', suspicion.entitlement_id)
  FROM payments_suspicion AS suspicion
  JOIN payments_entitlement AS entitled ON entitled.id = suspicion.entitlement_id
  LEFT JOIN coverage_row AS line ON line.id = suspicion.row_id
  LEFT JOIN coverage_known AS known ON known.id = line.known_id
 WHERE suspicion.row_id IS NOT NULL AND registry_was_one(known.person_id, entitled.person_id, suspicion.found_at) IS NOT true
 UNION ALL
SELECT format('suspicion of entitlement %s: not from a register, a check or a report, one of them', suspicion.entitlement_id)
  FROM payments_suspicion AS suspicion
 WHERE num_nonnulls(suspicion.row_id, nullif(suspicion.found_by, ''), suspicion.report_id) <> 1
 UNION ALL
SELECT format('suspicion of entitlement %s: stopped by no stop of it', suspicion.entitlement_id)
  FROM payments_suspicion AS suspicion
  LEFT JOIN payments_ending AS ending ON ending.id = suspicion.ending_id
 WHERE suspicion.outcome = 'stopped'
   AND (ending.entitlement_id IS DISTINCT FROM suspicion.entitlement_id
        OR ending.kind <> 'ended' AND suspicion.kind NOT IN (ending.because, 'reported_' || ending.because))
 UNION ALL
SELECT format('suspicion of entitlement %s: payment %s is not held', suspicion.entitlement_id, payment.row)
  FROM payments_suspicion AS suspicion
  JOIN payments_entitlement AS entitled ON entitled.id = suspicion.entitlement_id
  JOIN payments_component AS part ON part.entitlement_id = entitled.id
  JOIN payments_line AS line ON line.person_id = entitled.person_id AND line.component_id = part.id
  JOIN payments_paymentrun AS its
    ON its.id = line.paid_in AND its.state NOT IN ('assembling', 'cancelled')
  JOIN payments_batch AS batch ON batch.payment_run_id = its.id
  JOIN payments_payment AS payment
    ON payment.person_id = line.person_id AND payment.month = its.month AND payment.batch_id = batch.id
 WHERE suspicion.closed_at IS NULL
   AND (its.opened_at >= suspicion.found_at
        OR NOT EXISTS (SELECT 1 FROM payments_infile AS taken
                        WHERE taken.month = payment.month AND taken.batch_id = payment.batch_id AND taken.row = payment.row))
   AND NOT EXISTS (SELECT 1 FROM payments_hold AS hold
                    WHERE hold.month = payment.month AND hold.batch_id = payment.batch_id AND hold.row = payment.row
                      AND hold.because = 'suspected' AND hold.lifted_at IS NULL)
 UNION ALL
SELECT format('suspicion of entitlement %s: payment %s left before it was answered', suspicion.entitlement_id, taken.row)
  FROM payments_suspicion AS suspicion
  JOIN payments_entitlement AS entitled ON entitled.id = suspicion.entitlement_id
  JOIN payments_component AS part ON part.entitlement_id = entitled.id
  JOIN payments_line AS line ON line.person_id = entitled.person_id AND line.component_id = part.id
  JOIN payments_paymentrun AS its ON its.id = line.paid_in AND its.opened_at >= suspicion.found_at
  JOIN payments_batch AS batch ON batch.payment_run_id = its.id
  JOIN payments_payment AS payment
    ON payment.person_id = line.person_id AND payment.month = its.month AND payment.batch_id = batch.id
  JOIN payments_infile AS taken ON taken.month = payment.month AND taken.batch_id = payment.batch_id AND taken.row = payment.row
  JOIN payments_bankfile AS file ON file.id = taken.file_id
 WHERE file.sent_at < coalesce(suspicion.closed_at, 'infinity')
 UNION ALL
SELECT format('suspicion of entitlement %s: asked about after it was answered', suspicion.entitlement_id)
  FROM payments_verification AS asked
  JOIN payments_suspicion AS suspicion ON suspicion.id = asked.suspicion_id
 WHERE asked.asked_at > suspicion.closed_at OR asked.answered_at > suspicion.closed_at
 UNION ALL
SELECT format('suspicion of entitlement %s: found unfounded by no case of two', suspicion.entitlement_id)
  FROM payments_suspicion AS suspicion JOIN payments_entitlement AS entitled ON entitled.id = suspicion.entitlement_id
 WHERE suspicion.outcome = 'entitled' AND NOT claims_signed_by_two(suspicion.case_id, ARRAY['benefit_kept'], entitled.person_id)
 UNION ALL
SELECT format('suspicion of entitlement %s: visited before self-service, or after it was answered', suspicion.entitlement_id)
  FROM payments_entrustment AS given
  JOIN payments_suspicion AS suspicion ON suspicion.id = given.suspicion_id
 WHERE given.asked_at > suspicion.closed_at
    OR given.directly = '' AND NOT EXISTS (
       SELECT 1 FROM payments_verification AS asked WHERE asked.suspicion_id = given.suspicion_id AND asked.asked_at <= given.asked_at)
