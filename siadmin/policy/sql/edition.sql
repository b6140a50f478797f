-- Which values of the law stand: values are added and superseded, never changed.
-- in     none
-- out    the newest, how many there are, how many were superseded, and the sum of these
SELECT coalesce(max(id), 0), count(*), count(*) FILTER (WHERE superseded_at IS NOT NULL),
       coalesce(sum(id) FILTER (WHERE superseded_at IS NOT NULL), 0)::bigint
  FROM policy_value
