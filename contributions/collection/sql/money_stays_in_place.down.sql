DROP TRIGGER collection_credits_are_paid ON accounts_credit;
DROP FUNCTION collection_credits_are_paid();
DROP TRIGGER collection_bill_is_born_open ON assessment_bill;
DROP FUNCTION collection_bill_is_born_open();
DROP TRIGGER collection_bills_are_settled_by_money ON assessment_bill;
DROP FUNCTION collection_bills_are_settled_by_money();
DROP TRIGGER collection_allocations_fit_their_bills ON collection_allocation;
DROP FUNCTION collection_allocations_fit_their_bills();
