-- Every book that is open has an account for late fees.
-- law    COLL 13 (late fees go into the fund)
-- in     nothing
-- out    an account a book that had none
-- again  adds nothing
INSERT INTO ledger_account (book_id, kind, collector)
SELECT book.id, 'late_fees', book.collector FROM ledger_book AS book
    ON CONFLICT (book_id, kind) DO NOTHING
