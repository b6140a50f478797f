-- Through which month a benefit has left for the bank and was not returned.
-- law    REG 40, 46
-- in     entitlement
-- out    one row: the month, or nothing
SELECT max(line.month)
  FROM payments_entitlement AS entitled
  JOIN payments_component AS part ON part.entitlement_id = entitled.id
  JOIN payments_line AS line ON line.person_id = entitled.person_id AND line.component_id = part.id
  JOIN payments_paymentrun AS its ON its.id = line.paid_in AND its.state = 'approved'
 WHERE entitled.id = %(entitlement)s AND payments_has_left(its.id, line.person_id)
