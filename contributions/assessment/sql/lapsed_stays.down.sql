DROP TRIGGER assessment_lapsed_stays ON assessment_bill;
