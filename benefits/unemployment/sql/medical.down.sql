DROP TRIGGER unemployment_medical_month ON unemployment_medicalmonth;
DROP FUNCTION unemployment_medical_month();
DROP VIEW unemployment_medical_undue;
DROP VIEW unemployment_medical_due;
