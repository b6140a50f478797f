-- What is due in a month from the people of a range of employers: one row per person, insurance and employer.
-- law    Social Insurance Law art. 10, 12, 23, 33, 44, 53, 60; base held between floor and ceiling (国办发〔2019〕13号)
-- in     pooling region, month, first and last employer
-- out    inputs and amounts in fen; each side rounded half-up on its own, the fixed amount added after the product
-- again  reads only; tariffs are frozen beforehand
-- twin   contributions.assessment.rules.line; tests hold the two equal
CREATE FUNCTION assessment_due(_region text, _month date, _first bigint, _last bigint)
RETURNS TABLE (person_id bigint, employer_id bigint, insurance text, tariff_id bigint, wage_fen bigint, base_fen bigint,
               employer_fen bigint, supplement_fen bigint, employee_fen bigint, account_fen bigint)
LANGUAGE sql STABLE AS $$
    SELECT held.person_id, held.employer_id, held.insurance, held.tariff_id, held.wage_fen, held.base_fen,
           (held.base_fen * held.employer_ppm + 500000) / 1000000,
           (held.base_fen * held.supplement_ppm + 500000) / 1000000,
           (held.base_fen * held.employee_ppm + 500000) / 1000000 + held.employee_fixed_fen,
           ((held.base_fen * held.employee_ppm + 500000) / 1000000 * held.account_ppm + 500000) / 1000000
      FROM (
        SELECT period.person_id, period.employer_id, period.insurance::text AS insurance, tariff.id AS tariff_id,
               wage.wage_fen, least(greatest(wage.wage_fen, tariff.floor_fen), tariff.ceiling_fen) AS base_fen,
               tariff.employer_ppm, tariff.supplement_ppm, tariff.employee_ppm, tariff.employee_fixed_fen,
               tariff.account_ppm
          FROM registry_employer AS employer
          JOIN participation_insuredperiod AS period
            ON period.employer_id = employer.id
           AND period.from_month <= _month AND (period.before_month IS NULL OR period.before_month > _month)
          JOIN declarations_contributionwage AS wage
            ON wage.employer_id = period.employer_id AND wage.person_id = period.person_id
           AND wage.superseded_at IS NULL
           AND wage.from_month <= _month AND (wage.before_month IS NULL OR wage.before_month > _month)
          LEFT JOIN registry_injuryrate AS injury
            ON injury.employer_id = employer.id AND period.insurance = 'injury'
           AND injury.starts_on <= _month AND (injury.ends_before IS NULL OR injury.ends_before > _month)
          JOIN assessment_tariff AS tariff
            ON tariff.region_id = _region AND tariff.month = _month AND tariff.is_current
           AND tariff.insurance = period.insurance AND tariff.category = period.category
           AND tariff.risk_class = coalesce(injury.risk_class, 0) AND tariff.factor = coalesce(injury.factor, 1)
         WHERE employer.pooling_region_id = _region AND employer.id BETWEEN _first AND _last
      ) AS held
$$;
