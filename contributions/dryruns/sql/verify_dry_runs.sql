-- Names slices of dry runs whose sums are not the effects they wrote, or whose insurances are not their people; effects of no
-- employer, baselines of what no dry run of values supposed, and lines or bills that say a dry run's slice wrote them.
WITH part AS (
    SELECT slice.id, region.key AS region_id, region.value AS told, (slice.scope ->> 'last')::bigint > 0 AS is_of_employers
      FROM kernel_slice AS slice
      JOIN kernel_run AS run ON run.id = slice.run_id AND run.kind = 'dry_run'
     CROSS JOIN LATERAL jsonb_each(slice.result -> 'regions') AS region
     WHERE slice.state = 'done'
), said AS (
    SELECT part.id, part.region_id, sums.key AS what, (sums.value ->> 'differing')::bigint AS lines,
           (sums.value ->> 'employer_fen')::bigint AS employer_fen, (sums.value ->> 'employee_fen')::bigint AS employee_fen,
           (sums.value ->> 'account_fen')::bigint AS account_fen
      FROM part CROSS JOIN LATERAL jsonb_each(part.told -> 'insurances') AS sums
     WHERE part.is_of_employers AND (sums.value ->> 'differing')::bigint > 0
    UNION ALL
    SELECT part.id, part.region_id, sums.key, (sums.value ->> 'more')::bigint, (sums.value ->> 'less')::bigint,
           (sums.value ->> 'more_fen')::bigint, (sums.value ->> 'less_fen')::bigint
      FROM part CROSS JOIN LATERAL jsonb_each(part.told -> 'bands') AS sums
     WHERE part.is_of_employers AND ((sums.value ->> 'more')::bigint > 0 OR (sums.value ->> 'less')::bigint > 0)
), wrote AS (
    SELECT slice_id AS id, region_id, insurance AS what, sum(lines)::bigint AS lines, sum(employer_fen)::bigint AS employer_fen,
           sum(employee_fen)::bigint AS employee_fen, sum(account_fen)::bigint AS account_fen
      FROM dryruns_employereffect GROUP BY slice_id, region_id, insurance
    UNION ALL
    SELECT slice_id, region_id, band::text, sum(more)::bigint, sum(less)::bigint, sum(more_fen)::bigint, sum(less_fen)::bigint
      FROM dryruns_peopleeffect GROUP BY slice_id, region_id, band
)
SELECT format('slice %s of a dry run, %s %s: its sums are not its effects', coalesce(said.id, wrote.id),
              coalesce(said.region_id, wrote.region_id), coalesce(said.what, wrote.what))
  FROM said FULL JOIN wrote ON wrote.id = said.id AND wrote.region_id = said.region_id AND wrote.what = said.what
 WHERE (said.lines, said.employer_fen, said.employee_fen, said.account_fen)
       IS DISTINCT FROM (wrote.lines, wrote.employer_fen, wrote.employee_fen, wrote.account_fen)
UNION ALL
SELECT format('slice %s of a dry run, %s: what insurances receive from people is not what its people pay', part.id, part.region_id)
  FROM part
 WHERE (SELECT coalesce(sum((sums.value ->> 'employee_fen')::bigint), 0) FROM jsonb_each(part.told -> 'insurances') AS sums)
    <> (SELECT coalesce(sum((sums.value ->> 'more_fen')::bigint + (sums.value ->> 'less_fen')::bigint), 0)
          FROM (SELECT value FROM jsonb_each(part.told -> 'bands')
                UNION ALL SELECT value FROM jsonb_each(part.told -> 'tiers')) AS sums)
UNION ALL
SELECT format('dry run %s: employer %s does not exist', effect.run_id, effect.employer_id)
  FROM dryruns_employereffect AS effect
  LEFT JOIN registry_employer AS employer ON employer.id = effect.employer_id
 WHERE employer.id IS NULL
UNION ALL
SELECT format('tariff %s has a baseline and no dry run of values supposed it', baseline.tariff_id)
  FROM dryruns_baseline AS baseline
  LEFT JOIN assessment_tariff AS tariff ON tariff.id = baseline.tariff_id
  LEFT JOIN kernel_run AS run ON run.id = tariff.supposed_in_id AND run.kind = 'dry_run'
 WHERE run.id IS NULL
UNION ALL
SELECT format('bill %s says that a dry run wrote it', bill.id)
  FROM assessment_bill AS bill
  JOIN kernel_slice AS slice ON slice.id = bill.slice_id
  JOIN kernel_run AS run ON run.id = slice.run_id AND run.kind = 'dry_run'
