-- Disability allowances in payment in a month of which no conclusion on record covers another month, under any record of the person.
-- law    SIL 17; 人社部发〔2024〕72号 (a conclusion holds a year)
-- in     schemes, month, until
-- out    rows of (entitlement, first month the last one does not cover, none where none is on record)
-- again  reads only
SELECT drawn.id, max(its.holds_before)
  FROM payments_entitlement AS drawn
  LEFT JOIN registry_onepeople AS own ON own.person_id = drawn.person_id
  LEFT JOIN registry_onepeople AS other ON other.head_id = own.head_id
  LEFT JOIN pension_capacityappraisal AS its ON its.person_id = coalesce(other.person_id, drawn.person_id)
 WHERE drawn.scheme = ANY(%(schemes)s)
   AND EXISTS (SELECT 1 FROM payments_component AS part
                WHERE part.entitlement_id = drawn.id AND part.rhythm = 'monthly'
                  AND part.from_month <= (%(month)s::date + interval '1 month')
                  AND (part.before_month IS NULL OR part.before_month > %(month)s))
   AND NOT EXISTS (SELECT 1 FROM payments_ending AS ended
                    WHERE ended.entitlement_id = drawn.id AND ended.kind = 'ended' AND ended.from_month <= %(month)s)
 GROUP BY drawn.id
HAVING coalesce(max(its.holds_before), '-infinity'::date) <= %(until)s
