-- Names first lines whose amounts are not what their own inputs and tariff give.
SELECT format('line %s %s %s of employer %s differs from its tariff', line.person_id, line.month, line.insurance, line.employer_id)
  FROM assessment_line AS line
  JOIN assessment_tariff AS tariff ON tariff.id = line.tariff_id
 CROSS JOIN LATERAL assessment_amounts(
        line.wage_fen, tariff.floor_fen, tariff.ceiling_fen, tariff.employer_ppm, tariff.supplement_ppm,
        tariff.employee_ppm, tariff.employee_fixed_fen, tariff.account_ppm) AS due
 WHERE line.version = 0
   AND (line.base_fen, line.employer_fen, line.supplement_fen, line.employee_fen, line.account_fen)
    <> (due.base_fen, due.employer_fen, due.supplement_fen, due.employee_fen, due.account_fen)
