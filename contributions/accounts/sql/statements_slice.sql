-- What the yearly statements of a region say of a range of people: months paid in the year, and the account at its end.
-- in     region, insurances somebody is insured in here, the one whose months count, its fund, account (none: empty), the
--        year's days and months, range of people
-- out    person's number, months paid, what they paid themselves for them, balance in fen (null where the person has no such
--        account); everybody insured here in these insurances before the year ended, and everybody with money on the account
-- speed  sets of a range each; a month is paid where the bills its lines stand on are settled, whatever the payer owes for
--        others; of versions that cost nothing it counts where the newest has a base: government paid all of it
-- twin   contributions.accounts.selectors.rights; tests hold the two equal
WITH ours AS (
    SELECT id FROM registry_employer WHERE pooling_region_id = %(region)s
), insured AS (
    SELECT period.person_id FROM participation_insuredperiod AS period LEFT JOIN ours ON ours.id = period.employer_id
     WHERE period.person_id BETWEEN %(first)s AND %(last)s AND period.insurance = ANY(%(insurances)s)
       AND period.from_month <= %(december)s AND (period.before_month IS NULL OR period.before_month > period.from_month)
       AND (ours.id IS NOT NULL OR period.employer_id IS NULL AND period.region_id = %(region)s)
), charged AS (
    SELECT line.person_id, line.month, line.employer_id AS payer, sum(line.employee_fen)::bigint AS own_fen
      FROM assessment_line AS line
      JOIN assessment_bill AS bill
        ON bill.payer = line.employer_id AND bill.month = line.month AND bill.version = line.version
       AND bill.region_id = %(region)s AND bill.fund = %(fund)s
     WHERE line.person_id BETWEEN %(first)s AND %(last)s AND line.insurance = %(counted)s
       AND line.month BETWEEN %(january)s AND %(december)s
     GROUP BY line.person_id, line.month, line.employer_id
    HAVING (sum(line.employer_fen + line.employee_fen) <> 0
            OR mod(max(line.version * 2 + (line.base_fen <> 0)::int), 2) = 1)
       AND coalesce(bool_and(bill.settled_on IS NOT NULL) FILTER (WHERE bill.total_fen >= 0), true)
), paid AS (
    SELECT person_id, count(DISTINCT month) AS months, sum(own_fen)::bigint AS own_fen FROM charged GROUP BY person_id
), rows AS (
    SELECT person_id, amount_fen FROM accounts_credited
     WHERE region_id = %(region)s AND person_id BETWEEN %(first)s AND %(last)s AND account = %(account)s
       AND credited_on <= %(ends_on)s
    UNION ALL
    SELECT person_id, amount_fen FROM accounts_interest
     WHERE person_id BETWEEN %(first)s AND %(last)s AND account = %(account)s AND region_id = %(region)s
       AND month <= %(december)s
), balances AS (
    SELECT person_id, sum(amount_fen)::bigint AS balance_fen FROM rows GROUP BY person_id
)
SELECT person.number, coalesce(paid.months, 0), coalesce(paid.own_fen, 0), balances.balance_fen
  FROM (SELECT person_id FROM insured UNION SELECT person_id FROM balances) AS everybody
  JOIN registry_person AS person ON person.id = everybody.person_id AND person.died_on IS NULL
  LEFT JOIN paid ON paid.person_id = everybody.person_id
  LEFT JOIN balances ON balances.person_id = everybody.person_id
 ORDER BY person.number
