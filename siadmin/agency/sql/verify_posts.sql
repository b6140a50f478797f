-- Names natural persons who hold two posts that may not be combined (REG 37).
SELECT format('user %s holds %s and %s', one.user_id, one.post, other.post)
  FROM agency_postgrant AS one
  JOIN agency_postgrant AS other ON other.identity_hash = one.identity_hash AND other.id > one.id
   AND daterange(one.starts_on, one.ends_before) && daterange(other.starts_on, other.ends_before)
  JOIN agency_forbiddenpair AS pair ON pair.one = one.post AND pair.other = other.post
