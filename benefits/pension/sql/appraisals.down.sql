DROP TRIGGER pension_appraisal ON payments_entitlement;
DROP TRIGGER pension_appraisal ON pension_capacityappraisal;
DROP FUNCTION pension_appraisal();
DROP FUNCTION pension_appraisal_wrong(pension_capacityappraisal);
