-- Names years of accounts that are not what the rows they follow from give: opening from the year before, credits and month
-- products of its days, versions that add up to the newest one's interest.
WITH newest AS (
    SELECT DISTINCT ON (person_id, month, account, region_id) * FROM accounts_interest
     ORDER BY person_id, month, account, region_id, version DESC
), credits AS (
    SELECT credit.person_id, credit.account, credit.region_id,
           make_date(date_part('year', credit.credited_on)::int, 12, 1) AS month, sum(credit.amount_fen)::bigint AS credited_fen,
           sum(credit.earning_fen * (12 - date_part('month', credit.credited_on)::int + (credit.source = 'opened')::int))::bigint
               AS products_fen,
           coalesce(sum(credit.earning_fen) FILTER (WHERE credit.source <> 'opened'), 0)::bigint AS own_month_fen
      FROM accounts_credited AS credit GROUP BY 1, 2, 3, 4
), versions AS (
    SELECT person_id, month, account, region_id, sum(amount_fen)::bigint AS amount_fen, count(*) AS rows, max(version) AS last
      FROM accounts_interest GROUP BY person_id, month, account, region_id
)
SELECT format('interest of person %s, %s %s in %s: %s', newest.person_id, date_part('year', newest.month), newest.account,
              newest.region_id,
              CASE WHEN versions.amount_fen <> newest.interest_fen OR versions.rows <> versions.last + 1
                   THEN 'its versions do not add up'
                   WHEN newest.opening_fen <> coalesce(before.closing_fen, 0) THEN 'it does not open where the year before closed'
                   ELSE 'it is not computed from the credits of its days' END)
  FROM newest
  JOIN versions USING (person_id, month, account, region_id)
  LEFT JOIN newest AS before
         ON before.person_id = newest.person_id AND before.account = newest.account AND before.region_id = newest.region_id
        AND before.month = (newest.month - make_interval(years => 1))::date
  LEFT JOIN credits
         ON credits.person_id = newest.person_id AND credits.account = newest.account
        AND credits.region_id = newest.region_id AND credits.month = newest.month
 WHERE versions.amount_fen <> newest.interest_fen OR versions.rows <> versions.last + 1
    OR newest.opening_fen <> coalesce(before.closing_fen, 0) OR newest.credited_fen <> coalesce(credits.credited_fen, 0)
    OR newest.products_fen - coalesce(credits.products_fen, 0) NOT IN (0, coalesce(credits.own_month_fen, 0))
UNION ALL
SELECT format('account of person %s, %s in %s: credited in %s, without interest though the year is settled', credits.person_id,
              credits.account, credits.region_id, date_part('year', credits.month))
  FROM credits
  JOIN kernel_run AS run
    ON run.kind = 'interest' AND run.state = 'done'
   AND run.key = format('%s:%s:%s', credits.region_id, credits.account, date_part('year', credits.month))
  LEFT JOIN newest USING (person_id, month, account, region_id)
 WHERE newest.person_id IS NULL
UNION ALL
SELECT format('account of person %s, %s in %s: closed %s with %s fen and is missing in the next settled year', newest.person_id,
              newest.account, newest.region_id, date_part('year', newest.month), newest.closing_fen)
  FROM newest
  JOIN kernel_run AS run
    ON run.kind = 'interest' AND run.state = 'done'
   AND run.key = format('%s:%s:%s', newest.region_id, newest.account, date_part('year', newest.month) + 1)
  LEFT JOIN newest AS after
         ON after.person_id = newest.person_id AND after.account = newest.account AND after.region_id = newest.region_id
        AND after.month = (newest.month + make_interval(years => 1))::date
 WHERE after.person_id IS NULL
