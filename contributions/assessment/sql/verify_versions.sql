-- Names re-assessed people whose versions do not add up to what the newest version's inputs and tariff give.
WITH summed AS (
    SELECT person_id, month, insurance, employer_id, sum(employer_fen) AS employer_fen, sum(employee_fen) AS employee_fen,
           sum(account_fen) AS account_fen, (array_agg(base_fen ORDER BY version DESC))[1] AS base_fen,
           (array_agg(tariff_id ORDER BY version DESC))[1] AS tariff_id
      FROM assessment_line GROUP BY person_id, month, insurance, employer_id HAVING max(version) > 0
)
SELECT format('versions of %s %s %s at employer %s do not add up', person_id, summed.month, summed.insurance, employer_id)
  FROM summed JOIN assessment_tariff AS tariff ON tariff.id = summed.tariff_id
 WHERE (base_fen = 0 AND (summed.employer_fen <> 0 OR summed.employee_fen <> 0 OR summed.account_fen <> 0))
    OR (base_fen <> 0
        AND (summed.employer_fen <> (base_fen * tariff.employer_ppm + 500000) / 1000000
             OR summed.employee_fen <> (base_fen * tariff.employee_ppm + 500000) / 1000000 + tariff.employee_fixed_fen))
