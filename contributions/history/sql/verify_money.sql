-- Names booked history files whose money is not in the ledger to the fen, and entries of history without a booked file.
WITH booked AS (
    SELECT entry.key, posting.amount_fen FROM ledger_entry AS entry
      JOIN ledger_posting AS posting ON posting.entry_id = entry.id AND posting.account_kind = 'transfer_income'
     WHERE entry.flow = 'transfer_in' AND entry.key LIKE 'history:%'
), told AS (
    SELECT format('history:%s', id) AS key, money_fen FROM history_historyfile
     WHERE state = 'booked' AND money_fen IS NOT NULL
)
SELECT format('entry %s books %s fen, its history file says %s', coalesce(booked.key, told.key), booked.amount_fen, told.money_fen)
  FROM told FULL JOIN booked ON booked.key = told.key
 WHERE booked.amount_fen IS DISTINCT FROM told.money_fen
