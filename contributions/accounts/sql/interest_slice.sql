-- Credit the interest of one year to the accounts of a region for a range of people.
-- law    SIL 14; 人社部发〔2017〕31号; 劳办发〔1997〕116号: the opening balance for the year, each credit for its months left
-- in     region, account, the year's December, the December before, its days, range of people, rate, whether the month of
--        crediting earns, slice, day
-- out    one row: people, rows of credits, credited for the first time, changed, sums of opening, credits, interest, amounts
--        credited, closing balances; people and sums count what stands after it, amounts what this statement added
-- again  adds nothing: a year that stands as it should gets no further version
-- speed  an account without a year before opens at nothing: years are settled in order, so no older credit is read twice
-- twin   contributions.accounts.rules.interest.account_year, held equal by a property test
WITH credits AS (
    SELECT credit.person_id, count(*) AS credits, sum(credit.amount_fen)::bigint AS credited_fen,
           sum(credit.earning_fen * (12 - date_part('month', credit.credited_on)::int
                                     + CASE WHEN credit.source = 'opened' THEN 1 ELSE %(own_month)s END))::bigint AS products_fen
      FROM accounts_credited AS credit
     WHERE credit.region_id = %(region)s AND credit.account = %(account)s
       AND credit.person_id BETWEEN %(first)s AND %(last)s AND credit.credited_on BETWEEN %(starts_on)s AND %(ends_on)s
     GROUP BY credit.person_id
), before AS (
    SELECT DISTINCT ON (person_id) person_id, closing_fen FROM accounts_interest
     WHERE month = %(month_before)s AND account = %(account)s AND region_id = %(region)s
       AND person_id BETWEEN %(first)s AND %(last)s
     ORDER BY person_id, version DESC
), year AS (
    SELECT person_id, coalesce(before.closing_fen, 0) AS opening_fen, coalesce(credits.credited_fen, 0) AS credited_fen,
           coalesce(credits.products_fen, 0) AS products_fen, coalesce(credits.credits, 0) AS credits
      FROM before FULL JOIN credits USING (person_id)
), held AS (
    SELECT DISTINCT ON (person_id) person_id, version, opening_fen, credited_fen, products_fen, rate_ppm, interest_fen
      FROM accounts_interest
     WHERE month = %(month)s AND account = %(account)s AND region_id = %(region)s
       AND person_id BETWEEN %(first)s AND %(last)s
     ORDER BY person_id, version DESC
), due AS (
    SELECT year.*, accounts_interest_on(year.opening_fen, year.products_fen, %(rate_ppm)s) AS interest_fen FROM year
), added AS (
    INSERT INTO accounts_interest (person_id, month, account, region_id, version, opening_fen, credited_fen, products_fen,
                                   rate_ppm, interest_fen, amount_fen, closing_fen, slice_id, credited_on)
    SELECT due.person_id, %(month)s, %(account)s, %(region)s, coalesce(held.version + 1, 0), due.opening_fen, due.credited_fen,
           due.products_fen, %(rate_ppm)s, due.interest_fen, due.interest_fen - coalesce(held.interest_fen, 0),
           due.opening_fen + due.credited_fen + due.interest_fen, %(slice)s, %(on)s
      FROM due LEFT JOIN held ON held.person_id = due.person_id
     WHERE held.person_id IS NULL
        OR (held.opening_fen, held.credited_fen, held.products_fen, held.rate_ppm)
           <> (due.opening_fen, due.credited_fen, due.products_fen, %(rate_ppm)s)
    RETURNING version, amount_fen
), sums AS (
    SELECT count(*) AS people, coalesce(sum(credits), 0)::bigint AS credits,
           coalesce(sum(opening_fen), 0)::bigint AS opening_fen, coalesce(sum(credited_fen), 0)::bigint AS credited_fen,
           coalesce(sum(interest_fen), 0)::bigint AS interest_fen
      FROM due
), wrote AS (
    SELECT count(*) FILTER (WHERE version = 0) AS first, count(*) FILTER (WHERE version > 0) AS changed,
           coalesce(sum(amount_fen), 0)::bigint AS amount_fen FROM added
)
SELECT sums.people, sums.credits, wrote.first, wrote.changed, sums.opening_fen, sums.credited_fen, sums.interest_fen,
       wrote.amount_fen, sums.opening_fen + sums.credited_fen + sums.interest_fen
  FROM sums CROSS JOIN wrote
