-- Benefits of some schemes drawn by a person in some of these months.
-- in     records of the person, schemes; months as pairs: froms, befores (none: no end is known)
-- out    rows of (entitlement, first month in common)
-- again  reads only
SELECT drawn.id, lower(payments_drawn_months(drawn.id) * asked.months)
  FROM (SELECT range_agg(daterange(from_month, before_month)) AS months
          FROM unnest(%(froms)s::date[], %(befores)s::date[]) AS each (from_month, before_month)) AS asked
  JOIN payments_entitlement AS drawn
    ON drawn.person_id = ANY(%(records)s) AND drawn.scheme = ANY(%(schemes)s)
   AND payments_drawn_months(drawn.id) && asked.months
 ORDER BY drawn.id
