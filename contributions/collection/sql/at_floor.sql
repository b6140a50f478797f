-- Employers whose people sit at the lower limit in a month, abnormally many of them, by the money that may be missing.
-- law    社会保险稽核办法 art. 8 (bases are checked); SIL 60
-- in     month, insurance, paths of the regions looked at, share and number of people from which on an employer is listed
-- out    employer, people, people at the lower limit, their base in fen, and what a month would bring more if they earned
--        what the region's people earn on average
-- speed  one read of the month's lines of one insurance
WITH held AS MATERIALIZED (
    SELECT line.employer_id, employer.pooling_region_id AS region_id, region.path, line.person_id, sum(line.base_fen) AS base_fen,
           max(tariff.floor_fen) AS floor_fen, max(tariff.employer_ppm + tariff.supplement_ppm + tariff.employee_ppm) AS ppm
      FROM assessment_line AS line
      JOIN assessment_tariff AS tariff ON tariff.id = line.tariff_id
      JOIN registry_employer AS employer ON employer.id = line.employer_id
      JOIN agency_region AS region ON region.code = employer.region_id
     WHERE line.month = %(month)s AND line.insurance = %(insurance)s
     GROUP BY line.employer_id, employer.pooling_region_id, region.path, line.person_id
    HAVING sum(line.base_fen) > 0
), usual AS (
    SELECT region_id, avg(base_fen) AS base_fen FROM held GROUP BY region_id
)
SELECT held.employer_id, count(*)::int, count(*) FILTER (WHERE held.base_fen <= held.floor_fen)::int, max(held.floor_fen)::bigint,
       round(sum(greatest(0, usual.base_fen - held.base_fen) * held.ppm / 1000000) FILTER (WHERE held.base_fen <= held.floor_fen))::bigint
  FROM held JOIN usual USING (region_id)
 WHERE held.path LIKE ANY(%(paths)s)
 GROUP BY held.employer_id
HAVING count(*) >= %(people)s AND count(*) FILTER (WHERE held.base_fen <= held.floor_fen) >= count(*) * %(share)s
 ORDER BY 5 DESC, held.employer_id
