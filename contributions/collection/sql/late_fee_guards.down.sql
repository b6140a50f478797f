DROP TRIGGER collection_fee_payments_fit ON collection_feepayment;
DROP FUNCTION collection_fee_payments_fit();
DROP TRIGGER collection_late_fee_follows ON collection_latefee;
DROP FUNCTION collection_late_fee_follows();
