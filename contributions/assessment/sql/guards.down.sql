DROP FUNCTION assessment_pot(bigint, text, bigint);
DROP INDEX assessment_line_employer;
DROP FUNCTION assessment_next_reference();
DROP SEQUENCE assessment_notice_reference;
DROP TRIGGER assessment_bill_not_deleted ON assessment_bill;
DROP TRIGGER assessment_bill_not_changed ON assessment_bill;
DROP FUNCTION assessment_refuse_bill_change();
