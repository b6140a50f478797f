-- Names natural persons who hold two posts that may not be combined (REG 37).
SELECT format('user %s holds %s and %s', one.user_id, one.post, other.post)
  FROM agency_postgrant AS one
  JOIN agency_user AS its ON its.id = one.user_id
  JOIN agency_user AS theirs ON theirs.person_hash = its.person_hash
  JOIN agency_postgrant AS other ON other.user_id = theirs.id AND other.id > one.id
   AND daterange(one.starts_on, one.ends_before) && daterange(other.starts_on, other.ends_before)
  JOIN agency_forbiddenpair AS pair ON pair.one = one.post AND pair.other = other.post
