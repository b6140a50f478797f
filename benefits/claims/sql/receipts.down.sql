DROP TRIGGER IF EXISTS claims_receipt_as_decided ON claims_receiptclaimed;
DROP FUNCTION IF EXISTS claims_receipt_as_decided();
