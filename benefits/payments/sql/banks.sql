-- The banks that people with something in payment have their account at; an empty name where somebody has none.
-- in     region, fund, month
-- out    names
SELECT DISTINCT coalesce(card.bank_name, '')
  FROM payments_entitlement AS entitled
  JOIN payments_component AS part ON part.entitlement_id = entitled.id AND part.from_month <= %(month)s
  LEFT JOIN registry_bankcard AS card ON card.person_id = entitled.person_id AND card.ends_before IS NULL
 WHERE entitled.region_id = %(region)s AND entitled.fund = %(fund)s
 UNION
SELECT ''
