-- What is set off was agreed by two, for a benefit of the same person, place and fund; each payment and what was set off of it are its
-- lines; what was set off of payments that left has come back, and is booked with their file; what was set off of a payment that was
-- given up is owed again; an agreement is the only one that stands, and ended by two; what came back and what waits is no
-- more than was overpaid.
-- law    REG 46, 37
-- out    one text per offender
SELECT format('offset of overpayment %s: agreed by no case of two, or against another', whole.number)
  FROM payments_offsetagreement AS agreed
  JOIN payments_overpayment AS whole ON whole.id = agreed.overpayment_id
  JOIN payments_ending AS ending ON ending.id = whole.ending_id
  JOIN payments_entitlement AS ended ON ended.id = ending.entitlement_id
  JOIN payments_entitlement AS against ON against.id = agreed.against_id
 WHERE NOT payments_by_two(agreed.case_id, 'overpayment_offset', whole.id)
    OR (against.region_id, against.fund) <> (ended.region_id, ended.fund)
    OR NOT registry_was_one(against.person_id, ended.person_id, agreed.agreed_at)
 UNION ALL
SELECT format('payment %s: %s fen set off, %s fen at most', part.row, part.amount_fen, agreed.most_fen)
  FROM payments_offset AS part
  JOIN payments_offsetagreement AS agreed ON agreed.id = part.agreement_id
 WHERE part.amount_fen > agreed.most_fen
 UNION ALL
SELECT format('payment %s: %s fen and %s fen set off are not its lines', part.row, payment.amount_fen, part.amount_fen)
  FROM payments_offset AS part
  LEFT JOIN payments_payment AS payment
         ON payment.month = part.month AND payment.batch_id = part.batch_id AND payment.row = part.row
  LEFT JOIN LATERAL (SELECT sum(line.amount_fen) AS fen FROM payments_line AS line
                      WHERE line.person_id = payment.person_id AND line.paid_in = part.run_id) AS lines ON true
 WHERE payment.amount_fen + part.amount_fen IS DISTINCT FROM lines.fen
 UNION ALL
SELECT format('payment run %s: %s fen set off, %s fen told', its.number, coalesce(parts.fen, 0), its.offset_fen)
  FROM payments_paymentrun AS its
  LEFT JOIN (SELECT run_id, sum(amount_fen) AS fen FROM payments_offset GROUP BY run_id) AS parts ON parts.run_id = its.id
 WHERE its.state <> 'assembling' AND coalesce(parts.fen, 0) <> its.offset_fen
 UNION ALL
SELECT format('payment %s: %s fen set off, %s fen of it have come back', part.row, part.amount_fen, coalesce(back.fen, 0))
  FROM payments_offset AS part
  JOIN payments_offsetagreement AS agreed ON agreed.id = part.agreement_id
  JOIN payments_entitlement AS against ON against.id = agreed.against_id
  LEFT JOIN payments_infile AS sent ON (sent.month, sent.batch_id, sent.row) = (part.month, part.batch_id, part.row)
  LEFT JOIN payments_givenup AS gone ON gone.run_id = part.run_id AND gone.person_id = against.person_id
 CROSS JOIN LATERAL (SELECT sum(each.amount_fen) AS fen, bool_or(each.overpayment_id <> agreed.overpayment_id) AS is_another
                       FROM payments_recovered AS each WHERE each.offset_id = part.id) AS back
 WHERE coalesce(back.fen, 0) <> CASE WHEN sent.row IS NOT NULL AND gone.id IS NULL THEN part.amount_fen ELSE 0 END OR back.is_another
 UNION ALL
SELECT format('overpayment %s: %s fen came back or wait to, of %s', whole.number, payments_taken_of(whole.id), whole.amount_fen)
  FROM payments_overpayment AS whole
 WHERE payments_taken_of(whole.id) > whole.amount_fen
 UNION ALL
SELECT format('bank file %s: %s fen told as set off, %s fen set off, %s fen booked', file.id, file.offset_fen, coalesce(inside.fen, 0),
              coalesce(booked.fen, 0))
  FROM payments_bankfile AS file
  LEFT JOIN (SELECT sent.file_id, sum(part.amount_fen) AS fen
               FROM payments_offset AS part
               JOIN payments_infile AS sent ON (sent.month, sent.batch_id, sent.row) = (part.month, part.batch_id, part.row)
              GROUP BY sent.file_id) AS inside ON inside.file_id = file.id
  LEFT JOIN (SELECT entry_id, sum(amount_fen) AS fen FROM ledger_posting
              WHERE flow = 'benefit_offset' AND account_kind = 'benefits' AND side = 'CREDIT' GROUP BY entry_id) AS booked
         ON booked.entry_id = file.offset_entry_id
 WHERE (coalesce(inside.fen, 0), coalesce(booked.fen, 0)) <> (file.offset_fen, file.offset_fen)
 UNION ALL
SELECT format('offset of overpayment %s: ended by no case of two', whole.number)
  FROM payments_offsetending AS ended
  JOIN payments_offsetagreement AS agreed ON agreed.id = ended.agreement_id
  JOIN payments_overpayment AS whole ON whole.id = agreed.overpayment_id
 WHERE NOT payments_by_two(ended.case_id, 'offset_withdrawn', whole.id)
 UNION ALL
SELECT format('overpayment %s: agreed in %s ways at once', whole.number, count(*))
  FROM payments_overpayment AS whole
  JOIN (SELECT overpayment_id FROM payments_repaymentagreement
         UNION ALL
        SELECT agreed.overpayment_id FROM payments_offsetagreement AS agreed
         WHERE NOT EXISTS (SELECT 1 FROM payments_offsetending AS ended WHERE ended.agreement_id = agreed.id)) AS agreed
    ON agreed.overpayment_id = whole.id
 GROUP BY whole.id HAVING count(*) > 1
 UNION ALL
SELECT format('payment %s: set off after its agreement had ended', part.row)
  FROM payments_offset AS part
  JOIN payments_paymentrun AS its ON its.id = part.run_id
  JOIN payments_offsetending AS ended ON ended.agreement_id = part.agreement_id AND ended.ended_at <= its.opened_at
