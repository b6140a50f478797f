-- Names rights to act for an employer, and work injury classes, that hold twice on one day.
SELECT format('delegate %s: two periods for employer %s overlap', one.user_id, one.employer_id)
  FROM registry_delegate AS one
  JOIN registry_delegate AS other ON other.user_id = one.user_id AND other.employer_id = one.employer_id AND other.id > one.id
   AND daterange(one.starts_on, one.ends_before) && daterange(other.starts_on, other.ends_before)
UNION ALL
SELECT format('employer %s: injury classes from %s and %s overlap', one.employer_id, one.starts_on, other.starts_on)
  FROM registry_injuryrate AS one
  JOIN registry_injuryrate AS other ON other.employer_id = one.employer_id AND other.id > one.id
   AND daterange(one.starts_on, one.ends_before) && daterange(other.starts_on, other.ends_before)
