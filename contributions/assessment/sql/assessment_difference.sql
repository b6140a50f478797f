-- history: assessment_supposed.sql says it anew since migration 0007
-- What a month's lines lack of what is due now, for a range of employers: signed differences against all versions so far.
-- law    Social Insurance Law art. 58, 60, 62; REG 11 (corrections are recorded, nothing is overwritten)
-- in     pooling region, month, first and last employer; whether silence means unchanged; whether only those already
--        assessed are asked for
-- out    the employers it may be said of: already assessed, or declared, or silent where that means unchanged (an
--        undeclared month keeps its provisional bill); their next version; rows of differences, none without one
-- again  reads only
-- twin   contributions.assessment.rules.line, through assessment_due
-- speed  the range stands at each large table: callers let it be joined by hashing only (kernel.database.joining_sets)
CREATE FUNCTION assessment_subjects(_region text, _month date, _first bigint, _last bigint, _silence boolean, _assessed boolean)
RETURNS TABLE (employer_id bigint, version int, is_declared boolean)
LANGUAGE sql STABLE AS $$
    SELECT known.employer_id, known.version, known.is_declared
      FROM (
        SELECT employer.id AS employer_id, coalesce(max(bill.version) + 1, 0) AS version,
               coalesce(bool_or(bill.kind IN ('assessed', 'adjustment')), false) AS is_assessed,
               EXISTS (SELECT 1 FROM declarations_declaration AS filed
                        WHERE filed.employer_id = employer.id AND filed.month = _month AND filed.state = 'filed') AS is_declared
          FROM registry_employer AS employer
          LEFT JOIN assessment_bill AS bill
            ON bill.employer_id = employer.id AND bill.month = _month AND bill.employer_id BETWEEN _first AND _last
         WHERE employer.pooling_region_id = _region AND employer.id BETWEEN _first AND _last
         GROUP BY employer.id
      ) AS known
     WHERE known.is_assessed OR (NOT _assessed AND (_silence OR known.is_declared))
$$;
CREATE FUNCTION assessment_difference(_region text, _month date, _first bigint, _last bigint, _silence boolean, _assessed boolean)
RETURNS TABLE (employer_id bigint, version int, person_id bigint, insurance text, tariff_id bigint, wage_fen bigint,
               base_fen bigint, employer_fen bigint, supplement_fen bigint, employee_fen bigint, account_fen bigint)
LANGUAGE sql STABLE AS $$
    WITH subject AS MATERIALIZED (
        SELECT * FROM assessment_subjects(_region, _month, _first, _last, _silence, _assessed)
    ), due AS MATERIALIZED (
        SELECT due.* FROM assessment_due(_region, _month, _first, _last) AS due JOIN subject USING (employer_id)
    ), charged AS (
        SELECT line.employer_id, line.person_id, line.insurance::text AS insurance,
               sum(line.employer_fen)::bigint AS employer_fen, sum(line.supplement_fen)::bigint AS supplement_fen,
               sum(line.employee_fen)::bigint AS employee_fen, sum(line.account_fen)::bigint AS account_fen,
               (array_agg(line.tariff_id ORDER BY line.version DESC))[1] AS tariff_id,
               (array_agg(line.base_fen ORDER BY line.version DESC))[1] AS base_fen
          FROM assessment_line AS line JOIN subject ON subject.employer_id = line.employer_id
         WHERE line.employer_id BETWEEN _first AND _last AND line.month = _month
         GROUP BY line.employer_id, line.person_id, line.insurance
    )
    SELECT subject.employer_id, subject.version, changed.person_id, changed.insurance, changed.tariff_id, changed.wage_fen,
           changed.base_fen, changed.employer_fen, changed.supplement_fen, changed.employee_fen, changed.account_fen
      FROM (
        SELECT employer_id, person_id, insurance, coalesce(due.tariff_id, charged.tariff_id) AS tariff_id,
               coalesce(due.wage_fen, 0) AS wage_fen, coalesce(due.base_fen, 0) AS base_fen,
               coalesce(due.employer_fen, 0) - coalesce(charged.employer_fen, 0) AS employer_fen,
               coalesce(due.supplement_fen, 0) - coalesce(charged.supplement_fen, 0) AS supplement_fen,
               coalesce(due.employee_fen, 0) - coalesce(charged.employee_fen, 0) AS employee_fen,
               coalesce(due.account_fen, 0) - coalesce(charged.account_fen, 0) AS account_fen
          FROM due FULL JOIN charged USING (employer_id, person_id, insurance)
         WHERE (due.employer_fen, due.supplement_fen, due.employee_fen, due.account_fen, due.base_fen)
               IS DISTINCT FROM
               (charged.employer_fen, charged.supplement_fen, charged.employee_fen, charged.account_fen, charged.base_fen)
           AND NOT (due.person_id IS NULL AND charged.base_fen = 0)
      ) AS changed JOIN subject ON subject.employer_id = changed.employer_id
$$;
