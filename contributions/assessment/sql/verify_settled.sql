-- Names re-settlements whose eyes are not two people's, and runs that settled again without a second person, or something
-- else than was tried out (REG 11, 37). A month's law under a run is what its dry run supposed: lines say which tariff.
SELECT format('re-settlement %s: the people are not those of the accounts, or one', asked.id)
  FROM assessment_resettlement AS asked
  JOIN agency_user AS maker ON maker.id = asked.prepared_by_id
  LEFT JOIN agency_user AS checker ON checker.id = asked.decided_by_id
 WHERE agency_person_of_eyes(asked.prepared_eyes) <> maker.person_hash
    OR agency_person_of_eyes(asked.decided_eyes) <> coalesce(checker.person_hash, '')
    OR maker.person_hash = checker.person_hash
UNION ALL
SELECT format('run %s settled again what no second person approved as it was tried out', run.key)
  FROM kernel_run AS run
  LEFT JOIN assessment_resettlement AS asked ON asked.run_id = run.id AND asked.state = 'approved'
  LEFT JOIN kernel_run AS tried
         ON tried.id = asked.tried_id AND tried.kind = 'resettlement' AND tried.state = 'done'
        AND (tried.parameters ->> 'dry_run')::boolean AND tried.parameters ->> 'proposal' IS NULL
        AND (run.parameters ->> 'tried')::bigint = tried.id
        AND tried.parameters ->> 'region' = asked.region_id
        AND tried.parameters ->> 'region' = run.parameters ->> 'region'
        AND tried.parameters ->> 'first' = run.parameters ->> 'first'
        AND tried.parameters ->> 'last' = run.parameters ->> 'last'
        AND tried.parameters ->> 'employers' = run.parameters ->> 'employers'
 WHERE run.kind = 'resettlement' AND (run.parameters ->> 'dry_run')::boolean IS DISTINCT FROM true AND tried.id IS NULL
UNION ALL
SELECT format('tariff %s was not supposed by the dry run before run %s', tariff.id, run.key)
  FROM kernel_run AS run
  JOIN assessment_resettlement AS asked ON asked.run_id = run.id
  JOIN kernel_slice AS slice ON slice.run_id = run.id
  JOIN (SELECT DISTINCT slice_id, tariff_id FROM assessment_line WHERE version > 0 AND base_fen > 0) AS line
    ON line.slice_id = slice.id
  JOIN assessment_tariff AS tariff ON tariff.id = line.tariff_id
 WHERE NOT EXISTS (
       SELECT 1 FROM assessment_tariff AS supposed
        WHERE supposed.supposed_in_id = asked.tried_id AND supposed.month = tariff.month
          AND supposed.insurance = tariff.insurance AND supposed.category = tariff.category
          AND supposed.risk_class = tariff.risk_class AND supposed.factor = tariff.factor
          AND supposed.digest = tariff.digest)
