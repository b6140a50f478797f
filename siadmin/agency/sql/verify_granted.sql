-- Names administrators below the city, and posts granted by somebody who was no administrator over the place that day.
-- A post may end on the day on which it granted one: its last day counts here, and what it may still grant the guard says.
SELECT format('post %s of user %s: an administrator at %s', held.id, held.user_id, region.code)
  FROM agency_postgrant AS held
  JOIN agency_office AS office ON office.id = held.office_id
  JOIN agency_region AS region ON region.code = office.region_id
 WHERE held.post = 'administrator' AND region.level > 2
UNION ALL
SELECT format('post %s of user %s was granted by user %s, who is not over %s', given.id, given.user_id, given.granted_by_id, region.code)
  FROM agency_postgrant AS given
  JOIN agency_office AS office ON office.id = given.office_id
  JOIN agency_region AS region ON region.code = office.region_id
 WHERE given.granted_by_id IS NOT NULL AND NOT EXISTS (
       SELECT 1 FROM agency_postgrant AS held
         JOIN agency_office AS its ON its.id = held.office_id
         JOIN agency_region AS over ON over.code = its.region_id
        WHERE held.user_id = given.granted_by_id AND held.post = 'administrator'
          AND daterange(held.starts_on, held.ends_before, '[]') @> (given.granted_at AT TIME ZONE 'Asia/Shanghai')::date
          AND region.path LIKE over.path || '%%' AND (given.post <> 'administrator' OR region.path <> over.path))
