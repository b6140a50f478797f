-- Nobody draws, or has drawn, one benefit under two of their records for the same months.
-- law    regulations E (nothing is paid twice)
-- out    one text per offender
SELECT format('benefits %s and %s are drawn under two records of one person for the same months', its.number, theirs.number)
  FROM registry_onepeople AS own
  JOIN registry_onepeople AS same ON same.head_id = own.head_id AND same.person_id > own.person_id
 CROSS JOIN LATERAL payments_drawn_by_both(ARRAY[own.person_id], ARRAY[same.person_id]) AS pair
  JOIN payments_entitlement AS its ON its.id = pair.one_id
  JOIN payments_entitlement AS theirs ON theirs.id = pair.other_id
