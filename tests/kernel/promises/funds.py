"""Breaches of what the ledger and the bank's word promise."""

BREACHES: list[tuple[str, str]] = [
    ("entries_balance",
     "UPDATE ledger_posting SET amount_fen = amount_fen + 1 WHERE id = (SELECT min(id) FROM ledger_posting)"
     " RETURNING (SELECT key FROM ledger_entry WHERE id = entry_id)"),
    ("drawn_by_plan",
     "UPDATE ledger_fundingplan SET answered_by_id = prepared_by_id WHERE state = 'answered'"
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
    ("lines_match_postings",
     "UPDATE banking_statementline SET matched_at = now() WHERE matched_at IS NULL"
     " RETURNING format('line %s of', bank_reference)"),
]  # fmt: skip
