-- What somebody was paid of their personal account by the month: sent by a file, and not returned by the bank up to now.
-- law    SIL 14; 国发〔2005〕38号 art. 6
-- in     records of the person, component, schemes, the last month that counts
-- out    one row: fen
SELECT coalesce(sum(line.amount_fen), 0)::bigint
  FROM payments_entitlement AS entitled
  JOIN payments_component AS part ON part.entitlement_id = entitled.id AND part.component = %(component)s
  JOIN payments_line AS line
    ON line.person_id = entitled.person_id AND line.component_id = part.id AND line.month <= %(last)s
  JOIN payments_paymentrun AS its ON its.id = line.paid_in AND its.state = 'approved'
 WHERE entitled.person_id = ANY(%(records)s) AND entitled.scheme = ANY(%(schemes)s)
   AND payments_has_left(its.id, line.person_id)
