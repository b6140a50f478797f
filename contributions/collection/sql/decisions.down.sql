DROP TRIGGER collection_step_decided ON collection_enforcementstep;
DROP TRIGGER collection_back_payment_decided ON collection_backpayment;
DROP TRIGGER collection_deferral_decided ON collection_deferral;
DROP TRIGGER collection_attribution_decided ON collection_attribution;
DROP TRIGGER collection_refund_decided ON collection_refund;
DROP FUNCTION collection_decided_by_its_case();
DROP FUNCTION collection_is_decided(text, text, text, bigint, timestamptz, int);
DROP VIEW collection_decisions;
DROP FUNCTION collection_line_of(text);
