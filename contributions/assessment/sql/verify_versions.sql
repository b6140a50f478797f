-- Names re-assessed people whose versions do not add up to what the newest version's inputs and tariff give, or to nothing
-- where nothing is due any more (a base of nothing).
WITH summed AS (
    SELECT person_id, month, insurance, employer_id, sum(employer_fen)::bigint AS employer_fen,
           sum(supplement_fen)::bigint AS supplement_fen, sum(employee_fen)::bigint AS employee_fen,
           sum(account_fen)::bigint AS account_fen, (array_agg(wage_fen ORDER BY version DESC))[1] AS wage_fen,
           (array_agg(base_fen ORDER BY version DESC))[1] AS base_fen,
           (array_agg(tariff_id ORDER BY version DESC))[1] AS tariff_id
      FROM assessment_line GROUP BY person_id, month, insurance, employer_id HAVING max(version) > 0
)
SELECT format('versions of %s %s %s at employer %s do not add up', person_id, summed.month, summed.insurance, employer_id)
  FROM summed
  JOIN assessment_tariff AS tariff ON tariff.id = summed.tariff_id
 CROSS JOIN LATERAL assessment_amounts(
        summed.wage_fen, tariff.floor_fen, tariff.ceiling_fen, tariff.employer_ppm, tariff.supplement_ppm,
        tariff.employee_ppm, tariff.employee_fixed_fen, tariff.account_ppm) AS due
 WHERE (summed.base_fen, summed.employer_fen, summed.supplement_fen, summed.employee_fen, summed.account_fen)
    <> (due.base_fen, due.employer_fen, due.supplement_fen, due.employee_fen, due.account_fen)
   AND (summed.base_fen, summed.employer_fen, summed.supplement_fen, summed.employee_fen, summed.account_fen)
    <> (0, 0, 0, 0, 0)
