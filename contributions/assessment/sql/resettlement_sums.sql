-- What a re-settlement would change, before it does: people and employers touched, amounts by insurance.
-- law    COLL 10; REG 11 (a month is settled again by signed differences)
-- in     region, months, first and last employer; the dry run whose tariffs count, or null: those in force
-- out    per insurance: amounts up and down, lines; and, in rows without one, people up, down, unchanged and employers
WITH difference AS MATERIALIZED (
    SELECT each.* FROM unnest(%(months)s::date[]) AS month
     CROSS JOIN LATERAL assessment_difference(%(region)s, month, %(first)s, %(last)s, false, true, %(tried)s) AS each
), per_person AS (
    SELECT person_id, sum(employer_fen + supplement_fen + employee_fen) AS total_fen FROM difference GROUP BY person_id
), charged AS (
    SELECT count(DISTINCT line.person_id) AS people
      FROM assessment_line AS line JOIN registry_employer AS employer ON employer.id = line.employer_id
     WHERE line.employer_id BETWEEN %(first)s AND %(last)s AND line.month = ANY(%(months)s::date[])
       AND employer.pooling_region_id = %(region)s
), people AS (
    SELECT count(*) FILTER (WHERE total_fen > 0) AS up, count(*) FILTER (WHERE total_fen < 0) AS down, count(*) AS touched
      FROM per_person
)
SELECT insurance, sum(employer_fen + supplement_fen)::bigint AS employer_fen, sum(employee_fen)::bigint AS employee_fen,
       sum(account_fen)::bigint AS account_fen,
       coalesce(sum(employer_fen + supplement_fen + employee_fen)
                FILTER (WHERE employer_fen + supplement_fen + employee_fen > 0), 0)::bigint AS up_fen,
       coalesce(sum(employer_fen + supplement_fen + employee_fen)
                FILTER (WHERE employer_fen + supplement_fen + employee_fen < 0), 0)::bigint AS down_fen,
       count(*) AS lines
  FROM difference GROUP BY insurance
UNION ALL
SELECT '', people.up, people.down, greatest(charged.people - people.up - people.down, 0),
       (SELECT count(DISTINCT employer_id) FROM difference), 0, people.touched
  FROM people CROSS JOIN charged
