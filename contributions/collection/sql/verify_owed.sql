-- Names deferrals, their ends, refunds, back payments, rungs and money said to be somebody's that the case they rest on did not
-- decide; refunds a signer paid, somebody paid to themselves, their cashier alone took back or one
-- person alone withdrew; deferrals that overlap, rungs
-- taken before their time, back payments by which nothing was owed, and what was owed before its bill though the bill says
-- nothing of it.
SELECT format('%s of case %s: the case did not decide it', rested.what, rested.case_number)
  FROM collection_decisions AS rested
 WHERE NOT collection_is_decided(
           rested.case_number, rested.matter, rested.line, rested.payer, rested.decided_at, rested.least_hands)
UNION ALL
SELECT format('deferrals %s and %s of employer %s overlap', one.id, other.id, one.employer_id)
  FROM collection_deferral AS one
  JOIN collection_deferral AS other ON other.employer_id = one.employer_id AND other.fund = one.fund AND other.id > one.id
 WHERE one.first_month <= other.last_month AND other.first_month <= one.last_month
   AND one.starts_on < coalesce(other.stopped_on, other.ends_before) AND other.starts_on < coalesce(one.stopped_on, one.ends_before)
UNION ALL
SELECT format('refund of case %s: paid by who signed it, or to themselves', refund.case_number)
  FROM collection_refund AS refund
  JOIN agency_user AS cashier ON cashier.id = refund.paid_by_id
 WHERE collection_is_own_money(refund.receipt_id, cashier.id)
    OR cashier.person_hash IN (SELECT person FROM collection_signers_of(refund.case_number))
UNION ALL
SELECT format('refund of case %s: who paid it says that it came back', refund.case_number)
  FROM collection_refund AS refund
  JOIN agency_user AS cashier ON cashier.id = refund.paid_by_id
  JOIN agency_user AS teller ON teller.id = refund.withdrawn_by_id
   AND (teller.id = cashier.id OR teller.person_hash = cashier.person_hash)
UNION ALL
SELECT format('refund of case %s: withdrawn by one person alone', refund.case_number)
  FROM collection_refund AS refund
  LEFT JOIN agency_user AS asker ON asker.id = refund.withdrawal_asked_by_id
  JOIN agency_user AS other ON other.id = refund.withdrawn_by_id
 WHERE refund.paid_on IS NULL AND (asker.id IS NULL OR asker.person_hash = other.person_hash)
UNION ALL
SELECT format('enforcement %s: %s was taken before its time', enforcement.number, step.rung)
  FROM collection_enforcementstep AS step
  JOIN collection_enforcement AS enforcement ON enforcement.id = step.enforcement_id
  LEFT JOIN collection_enforcementstep AS before
         ON before.enforcement_id = step.enforcement_id
        AND before.rung = CASE step.rung WHEN 'bank_query' THEN 'order_to_pay' WHEN 'transfer_decision' THEN 'bank_query'
                                         WHEN 'guarantee_demand' THEN 'bank_query' WHEN 'court_application' THEN 'guarantee_demand' END
 WHERE step.rung <> 'order_to_pay'
   AND (before.id IS NULL OR (step.rung IN ('bank_query', 'court_application') AND step.taken_on <= before.due_on))
UNION ALL
SELECT format('enforcement %s has no step', enforcement.number)
  FROM collection_enforcement AS enforcement
 WHERE NOT EXISTS (SELECT 1 FROM collection_enforcementstep AS step WHERE step.enforcement_id = enforcement.id)
UNION ALL
SELECT format('back payment of case %s: nothing was owed by it', back.case_number)
  FROM collection_backpayment AS back
 WHERE NOT EXISTS (SELECT 1 FROM collection_owedsince AS since WHERE since.back_payment_id = back.id)
UNION ALL
SELECT format('bill %s: %s fen owed since %s are not of it', bill.id, since.amount_fen, since.was_due_on)
  FROM collection_owedsince AS since
  JOIN assessment_bill AS bill ON bill.id = since.bill_id
  LEFT JOIN collection_backpayment AS back ON back.id = since.back_payment_id
 WHERE bill.employer_id IS NULL OR bill.kind NOT IN ('assessed', 'adjustment', 'orders')
    OR since.was_due_on >= bill.due_on
    OR (back.id IS NOT NULL AND (bill.employer_id <> back.employer_id OR bill.month NOT BETWEEN back.first_month AND back.last_month))
    OR bill.kind = 'orders' AND (since.amount_fen > bill.total_fen OR back.id IS NOT NULL)
    OR bill.kind <> 'orders'
   AND since.amount_fen > (SELECT coalesce(sum(greatest(0, line.employer_fen + line.supplement_fen + line.employee_fen)), 0)
                             FROM assessment_line AS line
                            WHERE line.employer_id = bill.employer_id AND line.month = bill.month AND line.version = bill.version
                              AND CASE line.insurance WHEN 'maternity' THEN 'medical_employee' ELSE line.insurance END = bill.fund)
