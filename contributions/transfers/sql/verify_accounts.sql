-- Names transfers whose account moves are not what they say, and moves without a transfer.
WITH wanted AS (
    SELECT format('transfer:%s:%s', transfer.number, side.name) AS key, transfer.person_id, side.sign,
           CASE WHEN side.name = 'in' THEN transfer.to_insurance ELSE transfer.insurance END AS account,
           CASE WHEN side.name = 'in' THEN transfer.to_region_id ELSE transfer.from_region_id END AS region_id,
           side.sign * transfer.principal_fen AS principal_fen, side.sign * transfer.interest_fen AS interest_fen,
           side.sign * transfer.year_interest_fen AS year_interest_fen, transfer.interest_until AS counts_from
      FROM transfers_transfer AS transfer
      JOIN (VALUES ('out', -1, 'in_transit'), ('out', -1, 'credited'), ('in', 1, 'credited')) AS side (name, sign, state)
        ON side.state = transfer.state
     WHERE transfer.principal_fen + transfer.interest_fen > 0
     UNION ALL
    SELECT format('transfer:%s:overlap', transfer.number), transfer.person_id, -1, transfer.to_insurance, transfer.to_region_id,
           -paid.amount_fen, 0, 0, paid.returned_on
      FROM transfers_overlapreturn AS paid JOIN transfers_transfer AS transfer ON transfer.id = paid.transfer_id
)
SELECT format('account move %s is not what its transfer says', coalesce(wanted.key, moved.key))
  FROM wanted FULL JOIN accounts_move AS moved
    ON moved.key = wanted.key AND moved.person_id = wanted.person_id AND moved.account = wanted.account
   AND moved.region_id = wanted.region_id AND moved.principal_fen = wanted.principal_fen AND moved.interest_fen = wanted.interest_fen
   AND moved.year_interest_fen = wanted.year_interest_fen AND moved.counts_from = wanted.counts_from
 WHERE wanted.key IS NULL OR moved.id IS NULL
