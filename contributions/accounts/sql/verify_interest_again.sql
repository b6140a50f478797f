-- Names years of interest put forward to be settled again whose eyes are not two people's, and runs that settled years again
-- without a second person, or by another law than was put forward (REG 11, 37).
SELECT format('interest again %s: the people are not those of the accounts, or one', asked.id)
  FROM accounts_interestagain AS asked
  JOIN agency_user AS maker ON maker.id = asked.prepared_by_id
  LEFT JOIN agency_user AS checker ON checker.id = asked.decided_by_id
 WHERE agency_person_of_eyes(asked.prepared_eyes) <> maker.person_hash
    OR agency_person_of_eyes(asked.decided_eyes) <> coalesce(checker.person_hash, '')
    OR maker.person_hash = checker.person_hash
UNION ALL
SELECT format('run %s settled again what no second person approved as it was put forward', run.key)
  FROM kernel_run AS run
  LEFT JOIN accounts_interestagain AS asked
         ON asked.run_id = run.id AND asked.state = 'approved' AND asked.laws = run.parameters -> 'laws'
        AND (asked.region_id, asked.account, asked.year::text)
          = (run.parameters ->> 'region', run.parameters ->> 'account', run.parameters ->> 'year')
 WHERE run.kind = 'interest' AND asked.id IS NULL
   AND run.key IS DISTINCT FROM (run.parameters ->> 'region') || ':' || (run.parameters ->> 'account') || ':'
                             || (run.parameters ->> 'year')
