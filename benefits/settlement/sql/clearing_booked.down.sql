DROP TRIGGER settlement_clearing_booked ON settlement_clearing;
DROP FUNCTION settlement_clearing_booked();
