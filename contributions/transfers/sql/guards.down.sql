DROP TRIGGER transfers_year_with_its_form ON transfers_transferyear;
DROP FUNCTION transfers_year_with_its_form();
DROP TRIGGER transfers_account_moves_as_told ON accounts_move;
DROP FUNCTION transfers_account_moves_as_told();
DROP TRIGGER transfers_course ON transfers_transfer;
DROP FUNCTION transfers_course();
