-- history: assessment_supposed.sql says it anew since migration 0007
-- What is due in a month from the people of a range of employers: one row per person, insurance and employer.
-- law    Social Insurance Law art. 10, 12, 23, 33, 44, 53, 60; base held between floor and ceiling (国办发〔2019〕13号)
-- in     pooling region, month, first and last employer
-- out    assessment_insured: everybody insured; without a declared wage wage_fen is null, without a rate tariff_id is, and
--        then the amounts mean nothing. assessment_due: whoever has both; inputs and amounts in fen, each side rounded
--        half-up on its own, the fixed amount added after the product
-- again  reads only; tariffs are frozen beforehand
-- twin   assessment_amounts computes; contributions.assessment.rules.line through it
-- speed  the range stands at each large table, so that each is read once; tariffs are found per employer, not per person;
--        outer joins keep the planner's guess at one row per insured period (inner ones on two columns it takes for one row)
CREATE FUNCTION assessment_insured(_region text, _month date, _first bigint, _last bigint)
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
            ON tariff.region_id = _region AND tariff.month = _month AND tariff.is_current
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
CREATE FUNCTION assessment_due(_region text, _month date, _first bigint, _last bigint)
RETURNS TABLE (person_id bigint, employer_id bigint, insurance text, tariff_id bigint, wage_fen bigint, base_fen bigint,
               employer_fen bigint, supplement_fen bigint, employee_fen bigint, account_fen bigint)
LANGUAGE sql STABLE AS $$
    SELECT insured.* FROM (SELECT * FROM assessment_insured(_region, _month, _first, _last) OFFSET 0) AS insured
     WHERE insured.wage_fen IS NOT NULL AND insured.tariff_id IS NOT NULL
$$;
