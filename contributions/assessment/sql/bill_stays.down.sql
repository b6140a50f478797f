DROP TRIGGER assessment_bill_of_stays ON assessment_bill;
