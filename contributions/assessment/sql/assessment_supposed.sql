-- What is due in a month from the people of a range of employers, and what the month's lines lack of it: by the law that
-- is frozen for the month, or by what a dry run supposes.
-- law    Social Insurance Law art. 10, 12, 23, 33, 44, 53, 58, 60, 62; 国办发〔2019〕13号 (base between floor and ceiling);
--        REG 11 (corrections are recorded, nothing is overwritten)
-- in     pooling region, month, first and last employer; for differences whether silence means unchanged and whether only
--        those already assessed are asked for; the dry run whose tariffs count, or null: those in force
-- out    assessment_insured: everybody insured; without a declared wage wage_fen is null, without a rate tariff_id is, and
--        then the amounts mean nothing. assessment_due: whoever has both. assessment_subjects: the employers a difference
--        may be said of: already assessed, or declared, or silent where that means unchanged (an undeclared month keeps
--        its provisional bill); their next version. assessment_difference: signed differences against all versions so
--        far, no row without one
-- again  reads only; tariffs are frozen, or supposed, beforehand
-- twin   assessment_amounts computes; contributions.assessment.rules.line through it
-- speed  the range stands at each large table, so that each is read once: callers let differences be joined by hashing only
--        (kernel.database.joining_sets); tariffs are found per employer, not per person; outer joins keep the planner's
--        guess at one row per insured period (inner ones on two columns it takes for one row); a null for the dry run is
--        folded away
CREATE FUNCTION assessment_insured(_region text, _month date, _first bigint, _last bigint, _tried bigint DEFAULT NULL)
RETURNS TABLE (person_id bigint, employer_id bigint, insurance text, tariff_id bigint, wage_fen bigint, base_fen bigint,
               employer_fen bigint, supplement_fen bigint, employee_fen bigint, account_fen bigint)
LANGUAGE sql STABLE AS $$
    WITH tariff_of_employer AS MATERIALIZED (
        SELECT employer.id AS employer_id, tariff.insurance, tariff.category, tariff.id, tariff.floor_fen,
               tariff.ceiling_fen, tariff.employer_ppm, tariff.supplement_ppm, tariff.employee_ppm,
               tariff.employee_fixed_fen, tariff.account_ppm
          FROM registry_employer AS employer
          LEFT JOIN registry_injuryrate AS injury
            ON injury.employer_id = employer.id AND injury.employer_id BETWEEN _first AND _last
           AND injury.starts_on <= _month AND (injury.ends_before IS NULL OR injury.ends_before > _month)
         CROSS JOIN LATERAL (VALUES (false, 0, 1::numeric),
                                    (true, coalesce(injury.risk_class, 0), coalesce(injury.factor, 1)))
                    AS rating (is_injury, risk_class, factor)
          JOIN assessment_tariff AS tariff
            ON tariff.region_id = _region AND tariff.month = _month
           AND ((_tried IS NULL AND tariff.is_current) OR tariff.supposed_in_id = _tried)
           AND (tariff.insurance = 'injury') = rating.is_injury
           AND tariff.risk_class = rating.risk_class AND tariff.factor = rating.factor
         WHERE employer.pooling_region_id = _region AND employer.id BETWEEN _first AND _last
    )
    SELECT held.person_id, held.employer_id, held.insurance, held.tariff_id, held.wage_fen, amounts.base_fen,
           amounts.employer_fen, amounts.supplement_fen, amounts.employee_fen, amounts.account_fen
      FROM (
        SELECT period.person_id, period.employer_id, period.insurance::text AS insurance, tariff.id AS tariff_id,
               wage.wage_fen, tariff.floor_fen, tariff.ceiling_fen, tariff.employer_ppm, tariff.supplement_ppm,
               tariff.employee_ppm, tariff.employee_fixed_fen, tariff.account_ppm
          FROM participation_insuredperiod AS period
          JOIN registry_employer AS employer
            ON employer.id = period.employer_id AND employer.id BETWEEN _first AND _last
           AND employer.pooling_region_id = _region
          LEFT JOIN declarations_contributionwage AS wage
            ON wage.employer_id = period.employer_id AND wage.person_id = period.person_id
           AND wage.superseded_at IS NULL AND wage.employer_id BETWEEN _first AND _last
           AND wage.from_month <= _month AND (wage.before_month IS NULL OR wage.before_month > _month)
          LEFT JOIN tariff_of_employer AS tariff
            ON tariff.employer_id = period.employer_id AND tariff.insurance = period.insurance
           AND tariff.category = period.category
         WHERE period.employer_id BETWEEN _first AND _last
           AND period.from_month <= _month AND (period.before_month IS NULL OR period.before_month > _month)
      ) AS held
     CROSS JOIN LATERAL assessment_amounts(
            held.wage_fen, held.floor_fen, held.ceiling_fen, held.employer_ppm, held.supplement_ppm, held.employee_ppm,
            held.employee_fixed_fen, held.account_ppm) AS amounts
$$;
CREATE FUNCTION assessment_due(_region text, _month date, _first bigint, _last bigint, _tried bigint DEFAULT NULL)
RETURNS TABLE (person_id bigint, employer_id bigint, insurance text, tariff_id bigint, wage_fen bigint, base_fen bigint,
               employer_fen bigint, supplement_fen bigint, employee_fen bigint, account_fen bigint)
LANGUAGE sql STABLE AS $$
    SELECT insured.* FROM (SELECT * FROM assessment_insured(_region, _month, _first, _last, _tried) OFFSET 0) AS insured
     WHERE insured.wage_fen IS NOT NULL AND insured.tariff_id IS NOT NULL
$$;
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
CREATE FUNCTION assessment_difference(_region text, _month date, _first bigint, _last bigint, _silence boolean, _assessed boolean,
                                      _tried bigint DEFAULT NULL)
RETURNS TABLE (employer_id bigint, version int, person_id bigint, insurance text, tariff_id bigint, wage_fen bigint,
               base_fen bigint, employer_fen bigint, supplement_fen bigint, employee_fen bigint, account_fen bigint)
LANGUAGE sql STABLE AS $$
    WITH subject AS MATERIALIZED (
        SELECT * FROM assessment_subjects(_region, _month, _first, _last, _silence, _assessed)
    ), due AS MATERIALIZED (
        SELECT due.* FROM assessment_due(_region, _month, _first, _last, _tried) AS due JOIN subject USING (employer_id)
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
