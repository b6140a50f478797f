-- Until commit no other list claims for the people of a range who have other records: what one list claims the next one sees.
-- in     kind, range of people
SELECT count(pg_advisory_xact_lock(hashtextextended(format('subsidies:%%s:%%s', %(kind)s, head_id), 0)))
  FROM (SELECT DISTINCT head_id FROM registry_onepeople WHERE person_id BETWEEN %(first)s AND %(last)s ORDER BY 1) AS heads
