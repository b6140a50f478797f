-- Nobody draws, or has drawn, two pensions, or a pension beside a disability allowance, for the same months, under one record or two.
-- law    SIL 17; 人社部发〔2014〕17号 art. 8; regulations E (nothing is paid twice)
-- out    one text per offender
WITH drawn AS MATERIALIZED (
    SELECT entitled.id, entitled.number, entitled.scheme, coalesce(its.head_id, entitled.person_id) AS head
      FROM payments_entitlement AS entitled
      LEFT JOIN registry_onepeople AS its ON its.person_id = entitled.person_id
     WHERE entitled.scheme IN ('old_age_pension', 'disability_allowance', 'disability_reckoned_anew', 'residents_pension')
), pairs AS MATERIALIZED (
    SELECT its.id AS one_id, its.number AS one, theirs.id AS other_id, theirs.number AS other
      FROM drawn AS its JOIN drawn AS theirs ON theirs.head = its.head AND theirs.id > its.id
     WHERE pension_not_beside(its.scheme, theirs.scheme)
)
SELECT format('pensions and allowances %s and %s are drawn for the same months', one, other)
  FROM pairs WHERE payments_drawn_months(one_id) && payments_drawn_months(other_id)
