DROP TRIGGER payments_answer_of_its_run ON payments_resultfile;
DROP FUNCTION payments_answer_of_its_run();
DROP TRIGGER payments_file_of_its_run ON payments_bankfile;
DROP FUNCTION payments_file_of_its_run();
DROP FUNCTION payments_booked_elsewhere(bigint, bigint);
DROP TRIGGER payments_line_of_its_fund ON payments_line;
DROP FUNCTION payments_line_of_its_fund();
DROP TRIGGER payments_entitlement_of_its_fund ON payments_entitlement;
DROP FUNCTION payments_entitlement_of_its_fund();
