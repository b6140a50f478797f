DROP TRIGGER collection_paid_does_not_lapse ON assessment_bill;
DROP TRIGGER collection_lapsed_takes_nothing ON collection_allocation;
DROP FUNCTION collection_paid_does_not_lapse();
DROP FUNCTION collection_lapsed_takes_nothing();
