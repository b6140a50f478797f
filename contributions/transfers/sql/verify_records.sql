-- Names transfers whose yearly record is not what their form adds up to, and records of transfers without a form.
SELECT format('transfer %s: the record says %s months, the form %s', transfer.number, coalesce(record.months, 0), transfer.months)
  FROM transfers_transfer AS transfer
  LEFT JOIN (SELECT transfer_id, sum(months) AS months, sum(wages_fen) AS wages_fen FROM transfers_transferyear GROUP BY transfer_id)
         AS record ON record.transfer_id = transfer.id
 WHERE transfer.information_form_id IS NOT NULL
   AND (coalesce(record.months, 0), coalesce(record.wages_fen, 0)) IS DISTINCT FROM (transfer.months, transfer.wages_fen)
    OR transfer.information_form_id IS NULL AND record.transfer_id IS NOT NULL
