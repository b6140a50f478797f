DROP TRIGGER selfpay_claim_with_items ON selfpay_subsidyclaim;
DROP FUNCTION selfpay_claim_equals_its_items();
DROP TRIGGER selfpay_claim_not_deleted ON selfpay_subsidyclaim;
DROP TRIGGER selfpay_claim_stays ON selfpay_subsidyclaim;
