-- Each line pays what its component says, in a month it has, once, by a run of the benefit's fund and place, which is that of its
-- insurance; every component granted is in payment;
-- and lines are the payments and what was set off of them, payments the run's total.
-- out    one text per offender
SELECT format('line of person %s for %s: not what component %s pays', line.person_id, line.month, line.component_id)
  FROM payments_line AS line
  LEFT JOIN payments_component AS part ON part.id = line.component_id
  LEFT JOIN payments_entitlement AS entitled ON entitled.id = part.entitlement_id
 WHERE (entitled.person_id, part.amount_fen) IS DISTINCT FROM (line.person_id, line.amount_fen)
    OR line.month < part.from_month OR line.month >= part.before_month
    OR part.rhythm = 'once' AND line.month <> part.from_month
 UNION ALL
SELECT format('benefit %s of %s is of fund %s', number, insurance, fund)
  FROM payments_entitlement
 WHERE fund <> CASE insurance WHEN 'maternity' THEN 'medical_employee' ELSE insurance END
 UNION ALL
SELECT format('run %s of %s pays benefit %s of %s', its.number, its.fund, entitled.number, entitled.fund)
  FROM payments_line AS line
  JOIN payments_component AS part ON part.id = line.component_id
  JOIN payments_entitlement AS entitled ON entitled.id = part.entitlement_id
  JOIN payments_paymentrun AS its ON its.id = line.paid_in
 WHERE (entitled.region_id, entitled.fund) <> (its.region_id, its.fund)
 GROUP BY its.number, its.fund, entitled.number, entitled.fund
 UNION ALL
SELECT format('decision %s: %s is granted and not in payment as granted', item.decision_id, item.component)
  FROM claims_decisionitem AS item
  LEFT JOIN payments_component AS part ON part.item_id = item.id
 WHERE (part.component, part.amount_fen, part.rhythm, part.from_month) IS DISTINCT FROM
       (item.component, item.amount_fen, item.rhythm, item.from_month)
    OR part.before_month IS DISTINCT FROM item.before_month
 UNION ALL
SELECT format('component %s is paid %s times for %s', line.component_id, count(*), line.month)
  FROM payments_line AS line JOIN payments_paymentrun AS its ON its.id = line.paid_in AND its.state <> 'cancelled'
 WHERE NOT EXISTS (SELECT 1 FROM payments_givenup AS gone WHERE gone.run_id = line.paid_in AND gone.person_id = line.person_id)
 GROUP BY line.component_id, line.month HAVING count(*) > 1
 UNION ALL
SELECT format('payment run %s: total %s, lines %s, payments %s', its.number, its.total_fen, coalesce(lines.fen, 0), coalesce(paid.fen, 0))
  FROM payments_paymentrun AS its
  LEFT JOIN (SELECT paid_in, sum(amount_fen) AS fen FROM payments_line GROUP BY paid_in) AS lines ON lines.paid_in = its.id
  LEFT JOIN (SELECT batch.payment_run_id, sum(payment.amount_fen) AS fen
               FROM payments_payment AS payment JOIN payments_batch AS batch ON batch.id = payment.batch_id
              WHERE payment.again_for IS NULL GROUP BY batch.payment_run_id) AS paid ON paid.payment_run_id = its.id
 WHERE its.state <> 'assembling'
   AND (coalesce(lines.fen, 0) <> its.total_fen + its.offset_fen OR coalesce(paid.fen, 0) <> its.total_fen)
