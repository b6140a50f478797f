-- Names likenesses of records that stand merged and are said to be of two people, and bank cards that overlap.
SELECT format('records %s and %s are merged and said to be of two people', likeness.one_id, likeness.other_id)
  FROM registry_likeness AS likeness
  JOIN registry_merge AS merge ON merge.undone_at IS NULL
   AND likeness.one_id = least(merge.record_id, merge.into_id)
   AND likeness.other_id = greatest(merge.record_id, merge.into_id)
 WHERE likeness.verdict = 'different'
UNION ALL
SELECT format('person %s: two bank cards from %s and %s', one.person_id, one.starts_on, other.starts_on)
  FROM registry_bankcard AS one
  JOIN registry_bankcard AS other ON other.person_id = one.person_id AND other.id > one.id
   AND daterange(one.starts_on, one.ends_before) && daterange(other.starts_on, other.ends_before)
