DROP TRIGGER payments_owed_settled ON payments_recovered;
DROP TRIGGER payments_owed_settled ON payments_owedsettled;
DROP FUNCTION payments_owed_settled();
DROP FUNCTION payments_settled_wrong(bigint);
DROP TRIGGER payments_owed_back ON payments_owedback;
DROP FUNCTION payments_owed_back();
DROP FUNCTION payments_owed_of(bigint);
