-- Names lists whose counts are not their rows', declared months whose people are not the newest list's, bills of orders that
-- are not the sum of what they are for, and platforms with orders of a month they were not one.
WITH counted AS (
    SELECT file_id, count(*) AS rows_count, count(*) FILTER (WHERE problem IS NULL) AS good_count,
           coalesce(sum(orders) FILTER (WHERE problem IS NULL), 0) AS orders,
           coalesce(sum(amount_fen) FILTER (WHERE problem IS NULL), 0) AS amount_fen
      FROM platforms_orderrow GROUP BY file_id
), stands AS (
    SELECT platform_id, month, sum(orders) AS orders, sum(amount_fen) AS amount_fen, max(version) AS version
      FROM platforms_insuredorders GROUP BY platform_id, month
), newest AS (
    SELECT DISTINCT ON (platform_id, month) platform_id, month, orders, amount_fen
      FROM platforms_orderfile WHERE version IS NOT NULL ORDER BY platform_id, month, version DESC
)
SELECT format('list %s does not count its rows', file.number)
  FROM platforms_orderfile AS file LEFT JOIN counted ON counted.file_id = file.id
 WHERE (file.rows_count, file.good_count, file.orders, file.amount_fen)
       IS DISTINCT FROM (counted.rows_count, counted.good_count, counted.orders, counted.amount_fen)
UNION ALL
SELECT format('platform %s, %s: %s orders stand, its newest list has %s', newest.platform_id, newest.month,
              coalesce(stands.orders, 0), newest.orders)
  FROM newest LEFT JOIN stands ON stands.platform_id = newest.platform_id AND stands.month = newest.month
 WHERE (newest.orders, newest.amount_fen) IS DISTINCT FROM (coalesce(stands.orders, 0), coalesce(stands.amount_fen, 0))
UNION ALL
SELECT format('bill %s of orders: %s fen, its people come to %s', bill.id, bill.total_fen, coalesce(sum(insured.amount_fen), 0))
  FROM assessment_bill AS bill
  LEFT JOIN platforms_orderfile AS file ON file.bill_id = bill.id
  LEFT JOIN platforms_insuredorders AS insured ON insured.file_id = file.id
 WHERE bill.kind = 'orders'
 GROUP BY bill.id HAVING bill.total_fen <> coalesce(sum(insured.amount_fen), 0)
UNION ALL
SELECT format('platform %s has orders of %s and was none', platform.id, insured.month)
  FROM (SELECT DISTINCT platform_id, month FROM platforms_insuredorders) AS insured
  JOIN platforms_platform AS platform ON platform.id = insured.platform_id
 WHERE coalesce((SELECT terms.industry FROM platforms_platformterms AS terms
                  WHERE terms.platform_id = platform.id AND terms.from_month <= insured.month
                  ORDER BY terms.id DESC LIMIT 1), '') = ''
UNION ALL
SELECT format('platform %s: terms from %s were registered after a list of %s', terms.platform_id, terms.from_month, max(file.month))
  FROM platforms_platformterms AS terms
  JOIN platforms_orderfile AS file
    ON file.platform_id = terms.platform_id AND file.month >= terms.from_month AND file.declared_at < terms.registered_at
 GROUP BY terms.id
