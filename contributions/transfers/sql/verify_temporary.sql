-- Names transfers of temporary accounts that did not move all that employers paid, relations that moved it though they are
-- none, and transfers that name an account of somebody or somewhere else.
-- law    国办发〔2009〕66号 art. 5
SELECT format('transfer %s: employers paid %s fen, %s move', transfer.number, coalesce(record.employer_fen, 0),
              transfer.pooled_fen - transfer.pooled_interest_fen)
  FROM transfers_transfer AS transfer
  LEFT JOIN (SELECT transfer_id, sum(employer_fen) AS employer_fen FROM transfers_transferyear GROUP BY transfer_id) AS record
    ON record.transfer_id = transfer.id
 WHERE transfer.information_form_id IS NOT NULL
   AND coalesce(record.employer_fen, 0)
       IS DISTINCT FROM CASE WHEN transfer.temporary_id IS NULL THEN 0 ELSE transfer.pooled_fen - transfer.pooled_interest_fen END
UNION ALL
SELECT format('transfer %s gathers the temporary account %s of somebody else, or of another place', transfer.number, account.id)
  FROM transfers_transfer AS transfer JOIN transfers_temporaryaccount AS account ON account.id = transfer.temporary_id
 WHERE (account.person_id, account.region_id) <> (transfer.person_id, transfer.from_region_id)
