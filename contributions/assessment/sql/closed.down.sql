DROP TRIGGER assessment_bill_not_closed ON assessment_bill;
DROP FUNCTION assessment_refuse_closed();
