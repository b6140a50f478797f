-- Names transfers on which one natural person took two steps (REG 37).
SELECT format('transfer %s: one person took two steps', transfer.number)
  FROM transfers_transfer AS transfer
 CROSS JOIN LATERAL (
    SELECT count(*) AS steps, count(DISTINCT account.person_hash) AS people
      FROM (VALUES (transfer.prepared_by_id), (transfer.answered_by_id), (transfer.paid_by_id), (transfer.received_by_id)) AS step (user_id)
      JOIN agency_user AS account ON account.id = step.user_id) AS taken
 WHERE taken.steps <> taken.people
