DROP TRIGGER payments_agreement_whole ON payments_repaymentagreement;
DROP FUNCTION payments_agreement_whole();
DROP TRIGGER payments_recovered_within ON payments_recovered;
DROP FUNCTION payments_recovered_within();
DROP TRIGGER payments_overpayment_whole ON payments_overpayment;
DROP FUNCTION payments_overpayment_whole();
DROP TRIGGER payments_overpaid_month ON payments_overpaidmonth;
DROP FUNCTION payments_overpaid_month();
DROP FUNCTION payments_by_two(bigint, text, bigint);
