-- The banks that people with a benefit at a place have their account at; an empty name for who has none.
-- in     region, fund
-- out    names
SELECT bank_name
  FROM registry_bankcard
 WHERE ends_before IS NULL AND person_id IN (SELECT person_id FROM payments_entitlement WHERE region_id = %(region)s AND fund = %(fund)s)
 UNION
SELECT ''
