-- Names cases whose versions of facts are not exactly 1 up to the one that stands.
SELECT format('case %s: facts %s of %s', case_.number, told.versions, case_.facts_version)
  FROM matters_case AS case_
 CROSS JOIN LATERAL (
       SELECT count(*) AS versions, coalesce(max(version), 0) AS newest
         FROM matters_facts WHERE case_id = case_.id) AS told
 WHERE (told.versions, told.newest) <> (case_.facts_version, case_.facts_version)
