DROP TRIGGER pension_anew_in_its_stead ON pension_allowanceanew;
DROP TRIGGER pension_anew_in_its_stead ON payments_entitlement;
DROP FUNCTION pension_anew_in_its_stead();
DROP FUNCTION pension_anew_wrong(bigint);
