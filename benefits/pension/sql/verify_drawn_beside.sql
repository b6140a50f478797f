-- Nobody draws, or has drawn, a pension beside a disability allowance for the same months, under one record or two.
-- law    SIL 17; regulations E (nothing is paid twice)
-- out    one text per offender
SELECT format('pension and allowance %s and %s are drawn for the same months', its.number, theirs.number)
  FROM (SELECT person_id AS one, person_id AS other FROM payments_entitlement
         WHERE scheme IN ('disability_allowance', 'disability_reckoned_anew')
         UNION
        SELECT allowance.person_id, same.person_id
          FROM payments_entitlement AS allowance
          JOIN registry_onepeople AS own ON own.person_id = allowance.person_id
          JOIN registry_onepeople AS same ON same.head_id = own.head_id
         WHERE allowance.scheme IN ('disability_allowance', 'disability_reckoned_anew')) AS records
 CROSS JOIN LATERAL pension_drawn_beside(ARRAY[records.one], ARRAY[records.other]) AS pair
  JOIN payments_entitlement AS its ON its.id = pair.one_id AND its.scheme <> 'old_age_pension'
  JOIN payments_entitlement AS theirs ON theirs.id = pair.other_id AND (theirs.scheme = 'old_age_pension' OR theirs.id > its.id)
