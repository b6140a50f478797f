-- What was paid of a benefit after its end is demanded, month by month as it was paid, and what did not arrive is given up; what came
-- back is no more than that, decided by two and booked, and all of what did not arrive, but for what is owed back and settled by two;
-- instalments sum to what was left when they were agreed.
-- law    REG 46, 37
-- out    one text per offender
SELECT format('overpayment %s: %s fen demanded, %s fen of months', whole.number, whole.amount_fen, coalesce(months.fen, 0))
  FROM payments_overpayment AS whole
  LEFT JOIN (SELECT overpayment_id, sum(amount_fen) AS fen FROM payments_overpaidmonth GROUP BY overpayment_id) AS months
         ON months.overpayment_id = whole.id
 WHERE whole.amount_fen <> coalesce(months.fen, 0)
 UNION ALL
SELECT format('overpayment %s: %s was not paid so', whole.number, each.month)
  FROM payments_overpaidmonth AS each
  JOIN payments_overpayment AS whole ON whole.id = each.overpayment_id
  JOIN payments_ending AS ending ON ending.id = whole.ending_id
  JOIN payments_entitlement AS entitled ON entitled.id = ending.entitlement_id
  LEFT JOIN LATERAL (
       SELECT sum(line.amount_fen) AS fen
         FROM payments_component AS part
         JOIN payments_line AS line
           ON line.person_id = entitled.person_id AND line.component_id = part.id AND line.month = each.month
          AND line.paid_in = each.paid_in_id
        WHERE part.entitlement_id = entitled.id) AS paid ON true
 WHERE paid.fen IS DISTINCT FROM each.amount_fen OR each.month < ending.from_month OR ending.kind <> 'ended'
 UNION ALL
SELECT format('entitlement %s: %s was paid after its end and is not demanded', ending.entitlement_id, line.month)
  FROM payments_ending AS ending
  JOIN payments_entitlement AS entitled ON entitled.id = ending.entitlement_id
  JOIN payments_component AS part ON part.entitlement_id = entitled.id
  JOIN payments_line AS line
    ON line.person_id = entitled.person_id AND line.component_id = part.id AND line.month >= ending.from_month
  JOIN payments_paymentrun AS its ON its.id = line.paid_in AND its.state = 'approved'
 WHERE ending.kind = 'ended' AND payments_has_left(its.id, line.person_id)
   AND NOT EXISTS (SELECT 1 FROM payments_overpaidmonth AS each JOIN payments_overpayment AS whole ON whole.id = each.overpayment_id
                     JOIN payments_ending AS its_end ON its_end.id = whole.ending_id AND its_end.entitlement_id = ending.entitlement_id
                    WHERE each.month = line.month AND each.paid_in_id = line.paid_in)
 UNION ALL
SELECT format('entitlement %s: %s is demanded %s times', ending.entitlement_id, each.month, count(*))
  FROM payments_overpaidmonth AS each
  JOIN payments_overpayment AS whole ON whole.id = each.overpayment_id
  JOIN payments_ending AS ending ON ending.id = whole.ending_id
 GROUP BY ending.entitlement_id, each.month, each.paid_in_id HAVING count(*) > 1
 UNION ALL
SELECT format('run %s: what person %s never gets of it is not given up', its.number, line.person_id)
  FROM payments_ending AS ending
  JOIN payments_entitlement AS entitled ON entitled.id = ending.entitlement_id
  JOIN payments_component AS part ON part.entitlement_id = entitled.id
  JOIN payments_line AS line
    ON line.person_id = entitled.person_id AND line.component_id = part.id AND line.month >= ending.from_month
  JOIN payments_paymentrun AS its ON its.id = line.paid_in AND its.state NOT IN ('assembling', 'cancelled')
 WHERE ending.kind = 'ended' AND NOT payments_has_left(its.id, line.person_id)
   AND NOT EXISTS (SELECT 1 FROM payments_givenup AS gone WHERE gone.run_id = its.id AND gone.person_id = line.person_id)
 UNION ALL
SELECT format('run %s: what was given up has left to person %s', its.number, gone.person_id)
  FROM payments_givenup AS gone JOIN payments_paymentrun AS its ON its.id = gone.run_id
 WHERE payments_has_left(gone.run_id, gone.person_id)
 UNION ALL
SELECT format('overpayment %s: %s fen that did not arrive are neither asked no more nor owed back', whole.number,
              payments_owed_of(whole.id) - coalesce(owed.fen, 0))
  FROM payments_overpayment AS whole
 CROSS JOIN LATERAL (SELECT sum(each.amount_fen) AS fen FROM payments_owedback AS each WHERE each.overpayment_id = whole.id) AS owed
 WHERE payments_owed_of(whole.id) <> coalesce(owed.fen, 0)
 UNION ALL
SELECT format('owed back %s: %s', owed.number, payments_settled_wrong(its.id))
  FROM payments_owedsettled AS its JOIN payments_owedback AS owed ON owed.id = its.owed_id
 WHERE payments_settled_wrong(its.id) IS NOT NULL
 UNION ALL
SELECT format('overpayment %s: kept of nothing owed', whole.number)
  FROM payments_recovered AS back JOIN payments_overpayment AS whole ON whole.id = back.overpayment_id
 WHERE back.kind = 'kept' AND NOT EXISTS (SELECT 1 FROM payments_owedsettled AS its WHERE its.case_id = back.case_id)
 UNION ALL
SELECT format('overpayment %s: %s fen came back of %s', whole.number, sum(back.amount_fen), whole.amount_fen)
  FROM payments_overpayment AS whole JOIN payments_recovered AS back ON back.overpayment_id = whole.id
 GROUP BY whole.id HAVING sum(back.amount_fen) > whole.amount_fen
 UNION ALL
SELECT format('overpayment %s: repaid by no case of two, or not booked', whole.number)
  FROM payments_recovered AS back
  JOIN payments_overpayment AS whole ON whole.id = back.overpayment_id
  LEFT JOIN (SELECT entry_id, sum(amount_fen) AS fen FROM ledger_posting
              WHERE flow = 'benefit_recovered' AND account_kind = 'benefits' AND side = 'CREDIT'
              GROUP BY entry_id) AS booked ON booked.entry_id = back.entry_id
 WHERE back.kind = 'repaid'
   AND (booked.fen IS DISTINCT FROM back.amount_fen OR NOT payments_by_two(back.case_id, 'overpayment_repaid', whole.id))
 UNION ALL
SELECT format('agreement of overpayment %s: %s fen agreed, %s fen of instalments, %s fen left', whole.number, agreed.amount_fen,
              parts.fen, whole.amount_fen - coalesce(back.fen, 0))
  FROM payments_repaymentagreement AS agreed
  JOIN payments_overpayment AS whole ON whole.id = agreed.overpayment_id
 CROSS JOIN LATERAL (SELECT sum(amount_fen) AS fen FROM payments_instalment WHERE agreement_id = agreed.id) AS parts
 CROSS JOIN LATERAL (SELECT sum(each.amount_fen) AS fen FROM payments_recovered AS each
                      WHERE each.overpayment_id = whole.id AND each.recorded_at <= agreed.agreed_at) AS back
 WHERE parts.fen IS DISTINCT FROM agreed.amount_fen OR agreed.amount_fen <> whole.amount_fen - coalesce(back.fen, 0)
    OR NOT payments_by_two(agreed.case_id, 'repayment_agreement', whole.id)
