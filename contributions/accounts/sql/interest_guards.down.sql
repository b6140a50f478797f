DROP TRIGGER accounts_again_is_approved ON kernel_run;
DROP FUNCTION accounts_again_is_approved();
DROP TRIGGER accounts_interestagain_stays ON accounts_interestagain;
ALTER TABLE accounts_interest DROP CONSTRAINT interest_by_its_rate;
