-- What was set off of payments that a file took has come back with it.
-- law    REG 46
-- in     file, on, at
-- out    rows of what came back
-- again  adds nothing: what was set off comes back once
INSERT INTO payments_recovered (overpayment_id, kind, amount_fen, received_on, offset_id, recorded_at)
SELECT agreed.overpayment_id, 'offset', part.amount_fen, %(on)s::date, part.id, %(at)s::timestamptz
  FROM payments_infile AS sent
  JOIN payments_offset AS part ON (part.month, part.batch_id, part.row) = (sent.month, sent.batch_id, sent.row)
  JOIN payments_offsetagreement AS agreed ON agreed.id = part.agreement_id
 WHERE sent.file_id = %(file)s
   AND NOT EXISTS (SELECT 1 FROM payments_recovered AS back WHERE back.offset_id = part.id)
