-- Names values of one number that govern the same day by the same belief (SIL 90).
SELECT format('series %s: values %s and %s overlap', one.series_id, one.id, other.id)
  FROM policy_value AS one
  JOIN policy_series AS series ON series.id = one.series_id
  JOIN policy_value AS other ON other.series_id = one.series_id AND other.id > one.id
   AND daterange(one.starts_on, one.ends_before) && daterange(other.starts_on, other.ends_before)
   AND tstzrange(one.approved_at, one.superseded_at) && tstzrange(other.approved_at, other.superseded_at)
