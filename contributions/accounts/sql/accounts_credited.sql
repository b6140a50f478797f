-- What was credited to accounts, with the pooling region that keeps them: whatever else is ever credited joins it here.
-- law    SIL 12, 64: the money is in the fund of the region whose employer paid it
CREATE VIEW accounts_credited AS
SELECT credit.person_id, credit.account, employer.pooling_region_id AS region_id, credit.credited_on, credit.amount_fen
  FROM accounts_credit AS credit JOIN registry_employer AS employer ON employer.id = credit.employer_id;
