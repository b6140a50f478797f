-- Names booked history files whose money is not in the ledger to the fen, and entries of history without a booked file;
-- files approved though nobody who did nothing else with them has seen their money in the account (REG 37),
-- and confirmed by a line of the bank that is not of their account and amount.
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
UNION ALL
SELECT format('history file %s: nobody beside its clerk and its reviewer confirmed the money', file.id)
  FROM history_historyfile AS file
  JOIN agency_user AS receiver ON receiver.id = file.received_by_id
  LEFT JOIN agency_user AS maker ON maker.id = file.submitted_by_id
  LEFT JOIN agency_user AS checker ON checker.id = file.decided_by_id
  LEFT JOIN agency_user AS accountant ON accountant.id = file.confirmed_by_id
 WHERE file.money_fen IS NOT NULL AND file.state IN ('approved', 'booked')
   AND (accountant.id IS NULL OR agency_person_of_eyes(file.confirmed_eyes) <> accountant.person_hash
        OR accountant.person_hash IN (receiver.person_hash, maker.person_hash, checker.person_hash))
UNION ALL
SELECT format('history file %s: line %s of the bank does not bring its money', file.id, line.id)
  FROM history_historyfile AS file
  JOIN banking_statementline AS line ON line.id = file.money_line_id
  JOIN banking_bankaccount AS bank ON bank.id = line.bank_account_id
  JOIN ledger_account AS account ON account.id = bank.account_id
  JOIN ledger_book AS book ON book.id = account.book_id
 WHERE line.amount_fen <> file.money_fen OR account.kind <> 'fiscal_account' OR book.region_id <> file.region_id
    OR book.fund <> CASE file.line WHEN 'hs' THEN 'medical_employee' ELSE 'pension_employee' END
