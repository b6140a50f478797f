-- Names merges that are not one step, that no case of two people decided, and whose numbers are not of one natural person.
SELECT format('record %s stands under one that stands under another', one.record_id)
  FROM registry_merge AS one JOIN registry_merge AS other ON other.record_id = one.into_id AND other.undone_at IS NULL
 WHERE one.undone_at IS NULL
UNION ALL
SELECT format('merge %s was not decided by two people', merge.id)
  FROM registry_merge AS merge
 WHERE (SELECT count(DISTINCT agency_person_of_eyes(step.eyes)) FROM matters_step AS step
          JOIN matters_case AS its ON its.id = step.case_id AND its.round = step.round AND its.state = 'done'
         WHERE step.case_id = merge.case_id AND step.act IN ('handle', 'review', 'approve')) < 2
UNION ALL
SELECT format('merge %s was not undone by two people', merge.id)
  FROM registry_merge AS merge
 WHERE merge.undone_by_id IS NOT NULL
   AND (SELECT count(DISTINCT agency_person_of_eyes(step.eyes)) FROM matters_step AS step
          JOIN matters_case AS its ON its.id = step.case_id AND its.round = step.round AND its.state = 'done'
         WHERE step.case_id = merge.undone_by_id AND step.act IN ('handle', 'review', 'approve')) < 2
UNION ALL
SELECT format('records %s and %s are merged, their numbers are of two natural persons', merge.record_id, merge.into_id)
  FROM registry_merge AS merge
 WHERE merge.undone_at IS NULL
   AND (SELECT count(DISTINCT agency_person_behind(value_hash)) FROM registry_identifier
         WHERE person_id IN (merge.record_id, merge.into_id)) > 1
