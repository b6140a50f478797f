DROP TRIGGER selfpay_claimed_year_stays ON participation_ownterms;
DROP FUNCTION selfpay_claimed_year_stays();
