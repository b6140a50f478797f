-- Names slices whose control sums are not the interest they wrote.
WITH said AS (
    SELECT slice.id, sums.key AS year, (sums.value ->> 'amount_fen')::bigint AS amount_fen,
           (sums.value ->> 'first')::bigint + (sums.value ->> 'changed')::bigint AS rows
      FROM kernel_slice AS slice
      JOIN kernel_run AS run ON run.id = slice.run_id
     CROSS JOIN LATERAL jsonb_each(slice.result -> 'years') AS sums
     WHERE run.kind = 'interest' AND slice.state = 'done'
), wrote AS (
    SELECT slice_id AS id, date_part('year', month)::int::text AS year, sum(amount_fen)::bigint AS amount_fen, count(*) AS rows
      FROM accounts_interest GROUP BY slice_id, month
)
SELECT format('slice %s, %s: its sums are not what it wrote', id, year)
  FROM said FULL JOIN wrote USING (id, year)
 WHERE (coalesce(said.amount_fen, 0), coalesce(said.rows, 0)) <> (coalesce(wrote.amount_fen, 0), coalesce(wrote.rows, 0))
