-- What the people of a range of employers cost in a month under the law a dry run supposes, and without the values it tries.
-- law    Social Insurance Law art. 12, 23, 33, 44, 53; 国办发〔2019〕13号 (base between floor and ceiling)
-- in     pooling region, month whose people they are, first and last employer, the dry run
-- out    one row per person, employer and insurance that the values touch: wage and bases, what it costs without, and signed
--        differences in fen; without a wage or a tariff is_counted is false and the amounts mean nothing
-- again  reads only; what is supposed was kept beforehand
-- twin   assessment_insured finds the people, assessment_amounts computes both sides: what a month is charged by
CREATE FUNCTION dryruns_difference(_region text, _month date, _first bigint, _last bigint, _run bigint)
RETURNS TABLE (person_id bigint, employer_id bigint, insurance text, is_counted boolean, wage_fen bigint,
               before_base_fen bigint, base_fen bigint, before_fen bigint, before_employee_fen bigint, employer_fen bigint,
               employee_fen bigint, account_fen bigint)
LANGUAGE sql STABLE AS $$
    SELECT due.person_id, due.employer_id, due.insurance, due.wage_fen IS NOT NULL AND due.tariff_id IS NOT NULL,
           due.wage_fen, before.base_fen, due.base_fen,
           before.employer_fen + before.supplement_fen + before.employee_fen, before.employee_fen,
           due.employer_fen + due.supplement_fen - before.employer_fen - before.supplement_fen,
           due.employee_fen - before.employee_fen, due.account_fen - before.account_fen
      FROM assessment_insured(_region, _month, _first, _last, _run) AS due
      LEFT JOIN dryruns_baseline AS without ON without.tariff_id = due.tariff_id
     CROSS JOIN LATERAL assessment_amounts(
            due.wage_fen, without.floor_fen, without.ceiling_fen, without.employer_ppm, without.supplement_ppm,
            without.employee_ppm, without.employee_fixed_fen, without.account_ppm) AS before
     WHERE due.insurance IN (SELECT tariff.insurance FROM assessment_tariff AS tariff
                              WHERE tariff.supposed_in_id = _run AND tariff.region_id = _region)
$$;
