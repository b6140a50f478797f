"""Breaches of what the ledger and the bank's word promise."""

BREACHES: list[tuple[str, str]] = [
    ("entries_balance",
     "UPDATE ledger_posting SET amount_fen = amount_fen + 1 WHERE id = (SELECT min(id) FROM ledger_posting)"
     " RETURNING (SELECT key FROM ledger_entry WHERE id = entry_id)"),
    ("entries_balance",
     "UPDATE ledger_entry SET flow = flow || '.reversed' WHERE flow = 'funding'"
     " RETURNING format('entry %s takes back no entry of its flow', key)"),
    ("drawn_by_plan",
     "UPDATE ledger_fundingplan SET answered_by_id = prepared_by_id WHERE state = 'answered'"
     " RETURNING format('funding plan %s: who wrote', number)"),
    ("drawn_by_plan",
     "UPDATE ledger_fundingplan SET answered_by_id = signed_by_id WHERE state = 'answered'"
     " RETURNING format('funding plan %s: who wrote', number)"),
    ("entries_balance", "DELETE FROM ledger_posting RETURNING (SELECT key FROM ledger_entry WHERE id = entry_id)"),
    ("postings_allowed",
     "UPDATE ledger_posting SET side = CASE side WHEN 'DEBIT' THEN 'CREDIT' ELSE 'DEBIT' END"
     " RETURNING format('posting %s', id)"),
    ("postings_allowed",
     "UPDATE ledger_posting SET booked_on = booked_on + 1 RETURNING format('posting %s', id)"),
    ("closed_stays_closed",
     "UPDATE ledger_posting SET booked_on = closing.month FROM ledger_closing AS closing"
     " WHERE closing.book_id = ledger_posting.book_id RETURNING format('book %s', closing.book_id)"),
    ("drawn_by_plan",
     "UPDATE ledger_fundingplan SET granted_fen = 0 RETURNING format('book %s draws', book_id)"),
    ("drawn_by_plan",
     "UPDATE ledger_fundingplan SET signed_by_id = prepared_by_id RETURNING format('funding plan %s', number)"),
    ("closed_by_four_eyes",
     "UPDATE ledger_closing SET closed_by_id = prepared_by_id RETURNING format('closing of book %s', book_id)"),
    ("closed_by_four_eyes",
     "UPDATE ledger_closing SET closed_eyes = 'x'"
     " RETURNING format('closing of book %s', book_id)"),
    ("accounts_fit_their_books",
     "UPDATE ledger_account SET collector = 'agency' RETURNING format('account %s', id)"),
    ("accounts_fit_their_books",
     "UPDATE ledger_account SET kind = 'income_account' WHERE kind = 'interest' RETURNING format('account %s', id)"),
    ("bank_accounts_found",
     "UPDATE banking_bankaccount SET account_hash = '' RETURNING format('BankAccount %s', id)"),
    ("statement_lines_once",
     "UPDATE banking_statementline SET bank_account_id = -1 RETURNING format('line %s of statement', id)"),
    ("statement_lines_once",
     "UPDATE banking_statementline SET bank_reference = 'B' WHERE bank_account_id IN"
     " (SELECT bank_account_id FROM banking_statementline GROUP BY bank_account_id HAVING count(*) > 1)"
     " RETURNING format('account %s', bank_account_id)"),
    ("statement_lines_once",
     "UPDATE banking_statement SET lines_count = 1 WHERE id IN"
     " (SELECT statement_id FROM banking_statementline GROUP BY statement_id HAVING count(*) > 1)"
     " RETURNING format('statement %s', id)"),
    ("differences_stand", "DELETE FROM banking_difference RETURNING format('by %s fen', amount_fen)"),
    ("differences_stand",
     "UPDATE banking_difference SET amount_fen = amount_fen + 1 RETURNING format('%s stand open', amount_fen)"),
    ("differences_stand",
     "UPDATE banking_difference SET closed_at = opened_at RETURNING format('difference %s', id)"),
    ("booked_by_lines_of_the_bank",
     "DELETE FROM banking_linepart"
     " RETURNING format('entry %s books', (SELECT key FROM ledger_entry WHERE id = entry_id))"),
    ("booked_by_lines_of_the_bank",
     "UPDATE banking_linepart SET amount_fen = amount_fen + 1"
     " RETURNING format('entry %s books', (SELECT key FROM ledger_entry WHERE id = entry_id))"),
    ("booked_by_lines_of_the_bank",
     "UPDATE banking_bankline SET amount_fen = sign(amount_fen)"
     " RETURNING format('line %s of the bank is used', bank_reference)"),
    ("booked_by_lines_of_the_bank",
     "UPDATE banking_bankline SET amount_fen = -amount_fen"
     " RETURNING format('line %s of the bank, entry %s: line_part_as_booked', bank_reference,"
     " (SELECT entry_id FROM banking_linepart WHERE line_id = banking_bankline.id))"),
    ("booked_by_lines_of_the_bank",
     "INSERT INTO banking_bankline (account_id, bank_reference, value_on, amount_fen, written_by_id, written_at)"
     " SELECT account_id, bank_reference, value_on, amount_fen, written_by_id, written_at FROM banking_bankline"
     " RETURNING format('line %s of the bank is written down 2', bank_reference)"),
    ("booked_by_lines_of_the_bank",
     "UPDATE banking_linepart SET case_id = NULL RETURNING format('entry %s: line_part_by_a_case', entry_id)"),
    ("lines_match_postings",
     "UPDATE banking_statementline SET matched_at = now() WHERE matched_at IS NULL"
     " RETURNING format('line %s of', bank_reference)"),
]  # fmt: skip
