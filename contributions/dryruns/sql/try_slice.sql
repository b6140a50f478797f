-- Try the supposed values on the payers of one slice: figures per employer, counts of people; nobody is charged.
-- law    Social Insurance Law art. 10, 12, 20, 25; REG 11, 37 (a value is decided on knowing what it does)
-- in     region, month, first and last payer, run, slice, bands (the first wage, or chosen base, of each)
-- out    effects of employers that differ; whoever pays for themself stands together as payer 0, and has none. Rows of sums:
--        of each insurance (people, differing, cost without, differences of employers, people and accounts, at the floor and
--        at the ceiling without and with), of each band (people who pay more, less and the same, by how much, differences of
--        employers), of those of them who pay for themselves, of each tier of residents (the same, a year), of employers
--        (more, less, the same, by how much), and of what is left out (people without a wage, insured without a tariff)
-- again  the keys refuse a second time; slice and effect commit together
-- twin   dryruns_difference computes; what a month is charged by, as tests hold
WITH difference AS MATERIALIZED (
    SELECT person_id, greatest(payer, 0) AS employer_id, insurance, is_counted, wage_fen, before_base_fen, base_fen, before_fen,
           employer_fen, employee_fen, account_fen,
           CASE WHEN insurance IN ('pension_resident', 'medical_resident') THEN insurance END AS scheme
      FROM dryruns_difference(%(region)s, %(month)s, %(first)s, %(last)s, %(run)s)
), per_insurance AS MATERIALIZED (
    SELECT employer_id, insurance, count(*) AS people,
           count(*) FILTER (WHERE employer_fen <> 0 OR employee_fen <> 0 OR account_fen <> 0) AS differing,
           sum(before_fen)::bigint AS before_fen, sum(employer_fen)::bigint AS employer_fen,
           sum(employee_fen)::bigint AS employee_fen, sum(account_fen)::bigint AS account_fen,
           count(*) FILTER (WHERE before_base_fen > wage_fen) AS floor_before,
           count(*) FILTER (WHERE base_fen > wage_fen) AS floor_after,
           count(*) FILTER (WHERE before_base_fen < wage_fen) AS ceiling_before,
           count(*) FILTER (WHERE base_fen < wage_fen) AS ceiling_after
      FROM difference WHERE is_counted GROUP BY employer_id, insurance
), employer_effects AS (
    INSERT INTO dryruns_employereffect
           (run_id, employer_id, insurance, slice_id, region_id, lines, before_fen, employer_fen, employee_fen, account_fen)
    SELECT %(run)s, employer_id, insurance, %(slice)s, %(region)s, differing, before_fen, employer_fen, employee_fen, account_fen
      FROM per_insurance WHERE differing > 0 AND employer_id > 0
), person AS (
    SELECT person_id, employer_id, scheme, max(wage_fen) AS wage_fen,
           width_bucket(max(wage_fen), %(bands)s::bigint[]) - 1 AS band,
           sum(employee_fen)::bigint AS employee_fen, sum(employer_fen)::bigint AS employer_fen
      FROM difference WHERE is_counted GROUP BY person_id, employer_id, scheme
), per_band AS MATERIALIZED (
    SELECT employer_id, band, count(*) FILTER (WHERE employee_fen > 0) AS more,
           count(*) FILTER (WHERE employee_fen < 0) AS less, count(*) FILTER (WHERE employee_fen = 0) AS same,
           coalesce(sum(employee_fen) FILTER (WHERE employee_fen > 0), 0)::bigint AS more_fen,
           coalesce(sum(employee_fen) FILTER (WHERE employee_fen < 0), 0)::bigint AS less_fen,
           sum(employer_fen)::bigint AS employer_fen
      FROM person WHERE scheme IS NULL GROUP BY employer_id, band
), people_effects AS (
    INSERT INTO dryruns_peopleeffect (run_id, employer_id, band, slice_id, region_id, more, less, more_fen, less_fen)
    SELECT %(run)s, employer_id, band, %(slice)s, %(region)s, more, less, more_fen, less_fen
      FROM per_band WHERE (more > 0 OR less > 0) AND employer_id > 0
), per_employer AS (
    SELECT sum(employer_fen)::bigint AS employer_fen FROM per_insurance WHERE employer_id > 0 GROUP BY employer_id
)
SELECT 'insurances', insurance, sum(people)::bigint, sum(differing)::bigint, sum(before_fen)::bigint, sum(employer_fen)::bigint,
       sum(employee_fen)::bigint, sum(account_fen)::bigint, sum(floor_before)::bigint, sum(floor_after)::bigint,
       sum(ceiling_before)::bigint, sum(ceiling_after)::bigint
  FROM per_insurance GROUP BY insurance
UNION ALL
SELECT 'bands', band::text, sum(more)::bigint, sum(less)::bigint, sum(same)::bigint, sum(more_fen)::bigint, sum(less_fen)::bigint,
       sum(employer_fen)::bigint, 0, 0, 0, 0
  FROM per_band GROUP BY band
UNION ALL
SELECT 'own', '', coalesce(sum(more), 0)::bigint, coalesce(sum(less), 0)::bigint, coalesce(sum(same), 0)::bigint,
       coalesce(sum(more_fen), 0)::bigint, coalesce(sum(less_fen), 0)::bigint, 0, 0, 0, 0, 0
  FROM per_band WHERE employer_id = 0
UNION ALL
SELECT 'tiers', wage_fen::text, count(*) FILTER (WHERE employee_fen > 0), count(*) FILTER (WHERE employee_fen < 0),
       count(*) FILTER (WHERE employee_fen = 0), coalesce(sum(employee_fen) FILTER (WHERE employee_fen > 0), 0)::bigint,
       coalesce(sum(employee_fen) FILTER (WHERE employee_fen < 0), 0)::bigint, 0, 0, 0, 0, 0
  FROM person WHERE scheme IS NOT NULL GROUP BY wage_fen
UNION ALL
SELECT 'employers', '', count(*) FILTER (WHERE employer_fen > 0), count(*) FILTER (WHERE employer_fen < 0),
       count(*) FILTER (WHERE employer_fen = 0), coalesce(sum(employer_fen) FILTER (WHERE employer_fen > 0), 0)::bigint,
       coalesce(sum(employer_fen) FILTER (WHERE employer_fen < 0), 0)::bigint, 0, 0, 0, 0, 0
  FROM per_employer
UNION ALL
SELECT 'left_out', '', count(DISTINCT row(person_id, employer_id, scheme)) FILTER (WHERE wage_fen IS NULL),
       count(*) FILTER (WHERE wage_fen IS NOT NULL), 0, 0, 0, 0, 0, 0, 0, 0
  FROM difference WHERE NOT is_counted
