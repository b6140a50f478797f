-- How a rise is spread: benefits by what they rise by, in ten even bands.
-- in     rise
-- out    rows of (least, most, benefits, fen more a month), the smallest first
WITH lines AS MATERIALIZED (
    SELECT amount_fen, min(amount_fen) OVER () AS least, max(amount_fen) OVER () AS most
      FROM payments_riseline WHERE rise_id = %(rise)s
)
SELECT min(amount_fen), max(amount_fen), count(*), sum(amount_fen)::bigint
  FROM lines
 GROUP BY CASE WHEN least = most THEN 1 ELSE least(10, 1 + (amount_fen - least) * 10 / (most - least)) END
 ORDER BY 1
