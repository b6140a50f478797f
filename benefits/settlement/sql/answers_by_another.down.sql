DROP TRIGGER settlement_clearing_answered ON settlement_clearinganswer;
DROP FUNCTION settlement_clearing_answered();
