-- What the people of a range of payers cost in a month under the law a dry run supposes, and without the values it tries.
-- law    Social Insurance Law art. 10, 12, 20, 23, 25, 33, 44, 53; 国办发〔2019〕13号 (base between floor and ceiling)
-- in     pooling region, month whose people they are, first and last payer (employers above zero, people who pay for
--        themselves below), the dry run
-- out    one row per person, payer and insurance that the values touch: wage or chosen base and bases, what it costs without,
--        and signed differences in fen; without a wage or a tariff is_counted is false and the amounts mean nothing.
--        Residents pay a tier or an amount for a year: theirs are fen a year. What is paid whatever base was chosen (a fixed
--        amount, a base of the place) has no bases
-- again  reads only; what is supposed was kept beforehand
-- twin   assessment_insured finds employees, contributions.assessment.actions.own.assess_own whoever pays for themself;
--        assessment_amounts computes both sides: what a month is charged by. Residents are those insured in the month, not only
--        those whose year begins in it
-- speed  a range lies on one side of zero, so that one of the two parts reads nothing; it stands at each large table
CREATE FUNCTION dryruns_difference(_region text, _month date, _first bigint, _last bigint, _run bigint)
RETURNS TABLE (person_id bigint, payer bigint, insurance text, is_counted boolean, wage_fen bigint,
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
    UNION ALL
    SELECT period.person_id, -period.person_id, period.insurance::text, terms.base_fen IS NOT NULL AND tariff.id IS NOT NULL,
           terms.base_fen, CASE WHEN limits.are_chosen_between THEN before.base_fen END,
           CASE WHEN limits.are_chosen_between THEN due.base_fen END, before.employee_fen, before.employee_fen, 0::bigint,
           due.employee_fen - before.employee_fen, due.account_fen - before.account_fen
      FROM participation_insuredperiod AS period
      LEFT JOIN participation_ownterms AS terms
        ON terms.person_id = period.person_id AND terms.region_id = period.region_id
       AND terms.kind = CASE WHEN period.category = 'flexible' THEN 'flexible' ELSE period.insurance END
       AND terms.person_id BETWEEN -_last AND -_first
       AND terms.from_month <= _month AND (terms.before_month IS NULL OR terms.before_month > _month)
      LEFT JOIN assessment_tariff AS tariff
        ON tariff.supposed_in_id = _run AND tariff.region_id = _region AND tariff.month = _month
       AND tariff.insurance = period.insurance AND tariff.category = period.category
      LEFT JOIN dryruns_baseline AS without ON without.tariff_id = tariff.id
     CROSS JOIN LATERAL assessment_amounts(
            terms.base_fen, without.floor_fen, without.ceiling_fen, without.employer_ppm, without.supplement_ppm,
            without.employee_ppm, without.employee_fixed_fen, without.account_ppm) AS before
     CROSS JOIN LATERAL assessment_amounts(
            terms.base_fen, tariff.floor_fen, tariff.ceiling_fen, tariff.employer_ppm, tariff.supplement_ppm,
            tariff.employee_ppm, tariff.employee_fixed_fen, tariff.account_ppm) AS due
     CROSS JOIN LATERAL (SELECT tariff.floor_fen < tariff.ceiling_fen AND tariff.employee_ppm > 0 AS are_chosen_between) AS limits
     WHERE period.employer_id IS NULL AND period.category <> 'unemployed' AND period.region_id = _region
       AND period.person_id BETWEEN -_last AND -_first
       AND period.from_month <= _month AND (period.before_month IS NULL OR period.before_month > _month)
       AND period.insurance IN (SELECT touched.insurance FROM assessment_tariff AS touched
                                 WHERE touched.supposed_in_id = _run AND touched.region_id = _region)
$$;
