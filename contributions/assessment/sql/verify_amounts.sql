-- Names first lines whose amounts are not what their own inputs and tariff give.
SELECT format('line %s %s %s of employer %s differs from its tariff', line.person_id, line.month, line.insurance, line.employer_id)
  FROM assessment_line AS line JOIN assessment_tariff AS tariff ON tariff.id = line.tariff_id
 WHERE line.version = 0
   AND (line.base_fen <> least(greatest(line.wage_fen, tariff.floor_fen), tariff.ceiling_fen)
        OR line.employer_fen <> (line.base_fen * tariff.employer_ppm + 500000) / 1000000
        OR line.supplement_fen <> (line.base_fen * tariff.supplement_ppm + 500000) / 1000000
        OR line.employee_fen <> (line.base_fen * tariff.employee_ppm + 500000) / 1000000 + tariff.employee_fixed_fen
        OR line.account_fen <> ((line.base_fen * tariff.employee_ppm + 500000) / 1000000 * tariff.account_ppm + 500000) / 1000000)
