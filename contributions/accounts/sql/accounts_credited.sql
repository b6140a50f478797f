-- What was credited to accounts, with the pooling region that keeps them: whatever else is ever credited joins it here.
-- law    SIL 12, 64; R8 5: the money is in the fund of the region whose employer paid it, where somebody who pays for themself
--        was billed, or where government's subsidy came in
-- speed  the bill of an own credit is looked up: where joins go by hashing only, every slice would read all bills
CREATE OR REPLACE VIEW accounts_credited AS
SELECT credit.person_id, credit.account, employer.pooling_region_id AS region_id, credit.credited_on, credit.amount_fen
  FROM accounts_credit AS credit JOIN registry_employer AS employer ON employer.id = credit.employer_id
UNION ALL
SELECT credit.person_id, credit.account, (SELECT bill.region_id FROM assessment_bill AS bill WHERE bill.id = credit.bill_id),
       credit.credited_on, credit.amount_fen
  FROM accounts_credit AS credit WHERE credit.employer_id < 0
UNION ALL
SELECT subsidy.person_id, subsidy.account, subsidy.region_id, subsidy.credited_on, subsidy.amount_fen
  FROM accounts_subsidycredit AS subsidy;
