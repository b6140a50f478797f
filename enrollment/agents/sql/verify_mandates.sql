-- Names cases of a person by an agent without a mandate that covered them on their day, and mandates to oneself.
SELECT format('case %s is by an agent without a mandate that covers it', its.number)
  FROM matters_case AS its
  LEFT JOIN agents_mandate AS mandate ON mandate.number = its.mandate
  LEFT JOIN registry_person AS person ON person.number = its.subject
   AND registry_was_one(mandate.person_id, person.id, its.received_at)
  LEFT JOIN registry_person AS agent ON agent.id = mandate.agent_id AND agent.number = its.agent_number
 WHERE its.mandate <> '' AND NOT coalesce(
       person.id IS NOT NULL AND agent.id IS NOT NULL
       AND daterange(mandate.starts_on, mandate.ends_before) @> (its.received_at AT TIME ZONE 'Asia/Shanghai')::date
       AND coalesce(mandate.ended_at >= its.received_at, true)
       AND (mandate.matters = '[]' OR mandate.matters @> to_jsonb(its.matter)), false)
UNION ALL
SELECT format('mandate %s is to oneself', mandate.number)
  FROM agents_mandate AS mandate
 WHERE mandate.ended_at IS NULL
   AND EXISTS (SELECT agents_people_of(mandate.person_id) INTERSECT SELECT agents_people_of(mandate.agent_id))
