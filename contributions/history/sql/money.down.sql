DROP TRIGGER history_opens_with_money ON history_historyfile;
DROP FUNCTION history_opens_with_money();
DROP FUNCTION history_money_is_whole(text, text, text, text, numeric, date);
DROP FUNCTION history_money_arrived(text, text, text, text);
