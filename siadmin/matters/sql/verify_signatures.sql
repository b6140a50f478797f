-- Names cases done or refused with fewer different signers, on the facts that stand, than their hands (REG 37).
SELECT format('case %s: %s of %s people signed', case_.number, signed.people, case_.hands)
  FROM matters_case AS case_
 CROSS JOIN LATERAL (
       SELECT count(DISTINCT person.person_hash) AS people
         FROM matters_step AS step JOIN agency_user AS person ON person.id = step.by_id
        WHERE step.case_id = case_.id AND step.round = case_.round AND step.facts_version = case_.facts_version
          AND (step.act IN ('handle', 'review', 'approve') OR step.act = 'refuse' AND case_.state = 'refused')) AS signed
 WHERE case_.state IN ('done', 'refused') AND signed.people < case_.hands
