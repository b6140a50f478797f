-- What came to accounts and left them, with the pooling region that keeps them: whatever else is ever credited joins it here.
-- out    day from which it counts; amount; what of it earns in the year of that day; where it came from: a balance that
--        'opened' the account earns in the month of that day, whatever the law says of credits
-- law    SIL 12, 64: the money is in the fund of the region whose employer paid it, or where somebody who pays for themself was
--        billed, or where government's subsidy came in (R8 5); 国办发〔2009〕66号 art. 4: a balance that came has its interest
--        already and earns from the month after; what moves takes its interest along, which earns nothing in the year it is of;
--        国办发〔2021〕14号: what an account paid for care earns no longer from then on
-- speed  the bill of an own credit is looked up: where joins go by hashing only, every slice would read all bills
CREATE VIEW accounts_credited AS
SELECT credit.person_id, credit.account, employer.pooling_region_id AS region_id, credit.credited_on, credit.amount_fen,
       credit.amount_fen AS earning_fen, 'credit' AS source
  FROM accounts_credit AS credit JOIN registry_employer AS employer ON employer.id = credit.employer_id
UNION ALL
SELECT credit.person_id, credit.account, (SELECT bill.region_id FROM assessment_bill AS bill WHERE bill.id = credit.bill_id),
       credit.credited_on, credit.amount_fen, credit.amount_fen, 'credit'
  FROM accounts_credit AS credit WHERE credit.employer_id < 0
UNION ALL
SELECT subsidy.person_id, subsidy.account, subsidy.region_id, subsidy.credited_on, subsidy.amount_fen, subsidy.amount_fen,
       'credit'
  FROM accounts_subsidycredit AS subsidy
UNION ALL
SELECT opened.person_id, opened.account, opened.region_id, (date_trunc('month', opened.as_of) + interval '1 month')::date,
       opened.amount_fen, opened.amount_fen, 'opened'
  FROM accounts_opening AS opened
UNION ALL
SELECT moved.person_id, moved.account, moved.region_id, moved.counts_from, moved.principal_fen + moved.interest_fen,
       moved.principal_fen + moved.interest_fen - moved.year_interest_fen, 'moved'
  FROM accounts_move AS moved
UNION ALL
SELECT paid.person_id, paid.account, paid.region_id, paid.paid_on, -paid.amount_fen, -paid.amount_fen, 'credit'
  FROM accounts_payment AS paid;
