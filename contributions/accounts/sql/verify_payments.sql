-- What a medical account paid comes back whole or not at all, to the account it was paid of; and its kind pays nothing else.
-- law    国办发〔2021〕14号; REG 40
-- out    one text per offender
SELECT format('account payment %s does not take back what it names', back.key)
  FROM accounts_payment AS back
  JOIN accounts_payment AS own ON own.id = back.reverses_id
 WHERE own.reverses_id IS NOT NULL
    OR (own.person_id, own.account, own.region_id, own.used_for_id, own.amount_fen)
       IS DISTINCT FROM (back.person_id, back.account, back.region_id, back.used_for_id, -back.amount_fen)
