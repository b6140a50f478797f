-- Names slices whose control sums are not the lines and provisional bills they wrote. Dry runs wrote nothing.
WITH part AS (
    SELECT slice.id, run.kind, slice.result
      FROM kernel_slice AS slice JOIN kernel_run AS run ON run.id = slice.run_id
     WHERE slice.state = 'done' AND run.kind IN ('assessment', 'resettlement')
       AND NOT coalesce((run.parameters ->> 'dry_run')::boolean, false)
), said AS (
    SELECT part.id, sums.key AS insurance, (sums.value ->> 'lines')::bigint AS lines,
           (sums.value ->> 'employer_fen')::bigint AS employer_fen, (sums.value ->> 'employee_fen')::bigint AS employee_fen,
           (sums.value ->> 'account_fen')::bigint AS account_fen
      FROM part CROSS JOIN LATERAL jsonb_each(part.result -> 'insurances') AS sums
    UNION ALL
    SELECT id, 'provisional', 0, (result -> 'provisional' ->> 'total_fen')::bigint, 0, 0
      FROM part WHERE kind = 'assessment' AND (result -> 'provisional' ->> 'total_fen')::bigint <> 0
), wrote AS (
    SELECT slice_id, insurance, count(*) AS lines, sum(employer_fen + supplement_fen)::bigint AS employer_fen,
           sum(employee_fen)::bigint AS employee_fen, sum(account_fen)::bigint AS account_fen
      FROM assessment_line WHERE slice_id IS NOT NULL GROUP BY slice_id, insurance
    UNION ALL
    SELECT slice_id, 'provisional', 0, sum(total_fen)::bigint, 0, 0
      FROM assessment_bill WHERE slice_id IS NOT NULL AND kind = 'provisional' GROUP BY slice_id
)
SELECT format('slice %s, %s: its sums are not what it wrote', coalesce(said.id, wrote.slice_id),
              coalesce(said.insurance, wrote.insurance))
  FROM said FULL JOIN wrote ON wrote.slice_id = said.id AND wrote.insurance = said.insurance
 WHERE (said.lines, said.employer_fen, said.employee_fen, said.account_fen)
       IS DISTINCT FROM (wrote.lines, wrote.employer_fen, wrote.employee_fen, wrote.account_fen)
