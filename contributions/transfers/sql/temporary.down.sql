DROP TRIGGER transfers_temporary ON transfers_transfer;
DROP FUNCTION transfers_temporary();
