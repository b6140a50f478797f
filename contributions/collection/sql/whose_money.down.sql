DROP TRIGGER collection_attribution_not_deleted ON collection_attribution;
DROP TRIGGER collection_attribution_guard ON collection_attribution;
DROP FUNCTION collection_attribution_guard();
DROP FUNCTION collection_acts_for(bigint, bigint, date);
DROP FUNCTION collection_receipt_is_of(bigint, bigint, timestamptz);
