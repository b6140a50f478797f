-- Names lines whose person, payer or tariff does not exist, or whose tariff is of another month or insurance.
SELECT format('line %s %s %s of employer %s v%s has no person, payer or fitting tariff',
              line.person_id, line.month, line.insurance, line.employer_id, line.version)
  FROM assessment_line AS line
  LEFT JOIN registry_person AS person ON person.id = line.person_id
  LEFT JOIN registry_employer AS employer ON employer.id = line.employer_id
  LEFT JOIN assessment_tariff AS tariff
         ON tariff.id = line.tariff_id AND tariff.month = line.month AND tariff.insurance = line.insurance
 WHERE person.id IS NULL OR (employer.id IS NULL AND line.employer_id <> -line.person_id) OR tariff.id IS NULL
