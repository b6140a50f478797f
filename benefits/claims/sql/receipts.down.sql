DROP TRIGGER claims_receipt_as_decided ON claims_receiptclaimed;
DROP FUNCTION claims_receipt_as_decided();
