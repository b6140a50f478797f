-- How many are past due at each step of the ladder and in all, employers counted once, and with how much.
-- in     what `collection_owing` takes
-- out    step (null: all of them), rows, employers, fen
SELECT step, count(*), count(DISTINCT employer_id), coalesce(sum(open_fen), 0)::bigint
  FROM collection_owing(%(today)s, %(lines)s, %(paths)s, %(apart)s)
 GROUP BY GROUPING SETS ((step), ())
