-- A stretch of the employers past due, the most money first; those at one step of the ladder alone, where it is named.
-- in     what `collection_owing` takes; step, or nothing; how many, after how many
-- out    employer, line, fen, months, oldest due day
SELECT employer_id, line, open_fen, months, since
  FROM collection_owing(%(today)s, %(lines)s, %(paths)s, %(apart)s)
 WHERE %(step)s = '' OR step = %(step)s
 ORDER BY open_fen DESC, employer_id, line
 LIMIT %(most)s OFFSET %(after)s
