-- Names cases that are in another state than their last step says.
SELECT format('case %s is %s, its last step says %s', case_.number, case_.state, coalesce(last_step.state, 'nothing'))
  FROM matters_case AS case_
  LEFT JOIN LATERAL (
       SELECT state FROM matters_step WHERE case_id = case_.id ORDER BY id DESC LIMIT 1) AS last_step ON true
 WHERE last_step.state IS DISTINCT FROM case_.state
