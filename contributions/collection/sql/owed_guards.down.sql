DROP TRIGGER collection_owed_since_guard ON collection_owedsince;
DROP FUNCTION collection_owed_since_guard();
DROP TRIGGER IF EXISTS collection_back_payment_guard ON collection_backpayment; -- as it was before cases decided
DROP FUNCTION IF EXISTS collection_back_payment_guard();
DROP TRIGGER collection_ladder_is_not_jumped ON collection_enforcementstep;
DROP FUNCTION collection_ladder_is_not_jumped();
DROP TRIGGER collection_enforcement_not_deleted ON collection_enforcement;
DROP TRIGGER collection_enforcement_guard ON collection_enforcement;
DROP FUNCTION collection_enforcement_guard();
DROP TRIGGER collection_refund_not_deleted ON collection_refund;
DROP TRIGGER collection_refund_guard ON collection_refund;
DROP FUNCTION collection_refund_guard();
DROP TRIGGER collection_deferral_not_deleted ON collection_deferral;
DROP TRIGGER collection_deferral_guard ON collection_deferral;
DROP FUNCTION collection_deferral_guard();
DROP FUNCTION IF EXISTS collection_number_of(bigint);
DROP FUNCTION IF EXISTS collection_is_own_money(bigint, bigint);
DROP FUNCTION collection_signers_of;
