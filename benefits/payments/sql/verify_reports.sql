-- A report of a stop event is what a case that is done told; what is suspected by it is of its person, its event and its day.
-- law    REG 25, 26
-- out    one text per offender
SELECT format('report %s of a stop event: of no case that is done', told.id)
  FROM payments_stopreport AS told
  LEFT JOIN matters_case AS its
    ON its.id = told.case_id AND its.state = 'done'
   AND its.matter = CASE WHEN told.reporter = 'employer' THEN 'stop_event_employer' ELSE 'stop_event' END
 WHERE its.id IS NULL
 UNION ALL
SELECT format('suspicion of entitlement %s: not as reported', suspicion.entitlement_id)
  FROM payments_suspicion AS suspicion
  JOIN payments_stopreport AS told ON told.id = suspicion.report_id
  JOIN payments_entitlement AS entitled ON entitled.id = suspicion.entitlement_id
 WHERE (suspicion.kind, suspicion.happened_on) IS DISTINCT FROM ('reported_' || told.event, told.happened_on)
    OR registry_was_one(told.person_id, entitled.person_id, suspicion.found_at) IS NOT true
