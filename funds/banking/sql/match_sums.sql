-- Match lines of a statement with postings of the same account, direction and sum: one with one, one line with all
-- postings of a day, all lines of a day with one posting, or all with all.
-- law    财会〔2017〕28号 (books and bank are compared); 财社〔2017〕144号 art. 41 (tax pays a day's contributions in one sum)
-- in     bank account, since which day the books are asked, whether a day's lines are taken together, whether its
--        postings are, how many days the two may lie apart; time
-- out    matches, each as large as the line and the posting share. On the same day equal sums are paired in their
--        order, for they are the same; days apart only where neither side has another candidate. One row: how many
-- again  adds nothing: only what is left of lines and postings is matched
WITH line AS MATERIALIZED (
    SELECT *, CASE WHEN %(lines_together)s THEN 0 ELSE line_id END AS part FROM banking_open_lines(%(bank_account)s)
), posting AS MATERIALIZED (
    SELECT *, CASE WHEN %(postings_together)s THEN 0 ELSE posting_id END AS part
      FROM banking_open_postings(%(bank_account)s, %(since)s)
), told AS (
    SELECT direction, day, part, sum(rest_fen) AS sum_fen,
           row_number() OVER (PARTITION BY direction, day, sum(rest_fen) ORDER BY part) AS place
      FROM line GROUP BY direction, day, part HAVING NOT %(lines_together)s OR count(*) > 1
), booked AS (
    SELECT direction, day, part, sum(rest_fen) AS sum_fen,
           row_number() OVER (PARTITION BY direction, day, sum(rest_fen) ORDER BY part) AS place
      FROM posting GROUP BY direction, day, part HAVING NOT %(postings_together)s OR count(*) > 1
), candidate AS (
    SELECT told.direction, told.day AS told_on, told.part AS told_part, booked.day AS booked_on, booked.part AS booked_part,
           told.day = booked.day AND told.place = booked.place AS is_in_order,
           count(*) OVER (PARTITION BY told.direction, told.day, told.part) AS booked_ones,
           count(*) OVER (PARTITION BY booked.direction, booked.day, booked.part) AS told_ones
      FROM told
      JOIN booked ON booked.direction = told.direction AND booked.sum_fen = told.sum_fen
       AND booked.day BETWEEN told.day - %(apart)s AND told.day + %(apart)s
), pair AS MATERIALIZED (
    SELECT *, row_number() OVER () AS number
      FROM candidate WHERE (%(apart)s = 0 AND is_in_order) OR (booked_ones = 1 AND told_ones = 1)
), of_line AS (
    SELECT pair.number, line.line_id, line.rest_fen, sum(line.rest_fen) OVER (PARTITION BY pair.number ORDER BY line.line_id) AS upto_fen
      FROM pair JOIN line ON line.direction = pair.direction AND line.day = pair.told_on AND line.part = pair.told_part
), of_posting AS (
    SELECT pair.number, posting.posting_id, posting.rest_fen,
           sum(posting.rest_fen) OVER (PARTITION BY pair.number ORDER BY posting.posting_id) AS upto_fen
      FROM pair
      JOIN posting ON posting.direction = pair.direction AND posting.day = pair.booked_on AND posting.part = pair.booked_part
), shared AS (
    SELECT of_line.line_id, of_posting.posting_id,
           least(of_line.upto_fen, of_posting.upto_fen)
           - greatest(of_line.upto_fen - of_line.rest_fen, of_posting.upto_fen - of_posting.rest_fen) AS amount_fen
      FROM of_line JOIN of_posting USING (number)
), added AS (
    INSERT INTO banking_match (line_id, posting_id, amount_fen, how, matched_at)
    SELECT line_id, posting_id, amount_fen,
           CASE WHEN %(apart)s > 0 THEN 'nearby' WHEN %(lines_together)s OR %(postings_together)s THEN 'total' ELSE 'amount' END, %(at)s
      FROM shared WHERE amount_fen > 0
    RETURNING id
)
SELECT count(*) FROM added
