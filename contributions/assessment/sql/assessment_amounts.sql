-- What a wage costs under a tariff: the formula of a line, here and nowhere else in SQL.
-- law    Social Insurance Law art. 12, 23, 33, 44, 53; base held between floor and ceiling (国办发〔2019〕13号)
-- in     wage, and the figures of a tariff: limits and the fixed amount in fen, rates in parts per million
-- out    one row: base and amounts in fen, each side rounded half-up on its own, the fixed amount added after the product
--        and never part of the account; without a wage or a tariff they mean nothing
-- again  reads nothing
-- twin   contributions.assessment.rules.line, LineFigures.line; tests hold the two equal
-- speed  one SELECT, so that the planner puts the expressions in the place of the call
CREATE FUNCTION assessment_rated(_amount_fen bigint, _ppm int) RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT (_amount_fen * _ppm + 500000) / 1000000
$$;
CREATE FUNCTION assessment_amounts(_wage_fen bigint, _floor_fen bigint, _ceiling_fen bigint, _employer_ppm int,
                                   _supplement_ppm int, _employee_ppm int, _employee_fixed_fen bigint, _account_ppm int)
RETURNS TABLE (base_fen bigint, employer_fen bigint, supplement_fen bigint, employee_fen bigint, account_fen bigint)
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT held.base_fen, assessment_rated(held.base_fen, _employer_ppm), assessment_rated(held.base_fen, _supplement_ppm),
           assessment_rated(held.base_fen, _employee_ppm) + _employee_fixed_fen,
           assessment_rated(assessment_rated(held.base_fen, _employee_ppm), _account_ppm)
      FROM (SELECT least(greatest(_wage_fen, _floor_fen), _ceiling_fen) AS base_fen) AS held
$$;
