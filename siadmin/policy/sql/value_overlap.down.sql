ALTER TABLE policy_value DROP CONSTRAINT value_no_overlap;
