-- For how many people of a region government owes something and was not asked.
-- in     kind, region, last month, range of people, law
SELECT count(DISTINCT person_id)
  FROM selfpay_owed(%(kind)s, %(region)s, %(until)s, %(first)s, %(last)s, %(law)s::jsonb)
