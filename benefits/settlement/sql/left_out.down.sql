DROP TRIGGER settlement_hold_course ON settlement_clearinghold;
DROP FUNCTION settlement_hold_course();
DROP TRIGGER settlement_waiting_of_its_run ON settlement_waiting;
DROP FUNCTION settlement_waiting_of_its_run();
DROP TRIGGER settlement_left_out_whole ON settlement_leftout;
DROP FUNCTION settlement_left_out_whole();
DROP TRIGGER settlement_left_out_begins ON settlement_leftout;
DROP FUNCTION settlement_left_out_begins();
