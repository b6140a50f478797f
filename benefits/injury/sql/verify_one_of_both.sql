-- Nobody draws an allowance of an injury and the difference to a pension for the same months.
-- law    SIL 40; WIR 35
-- out    one text per offender
SELECT format('%s and %s are drawn for the same months', allowance.number, difference.number)
  FROM payments_entitlement AS allowance
  LEFT JOIN registry_onepeople AS own ON own.person_id = allowance.person_id
  LEFT JOIN registry_onepeople AS other ON other.head_id = own.head_id
  JOIN payments_entitlement AS difference
    ON difference.person_id = coalesce(other.person_id, allowance.person_id) AND difference.scheme = 'injury_pension_difference'
   AND payments_drawn_months(difference.id) && payments_drawn_months(allowance.id)
 WHERE allowance.scheme = 'injury_allowance'
