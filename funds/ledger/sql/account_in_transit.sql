-- Every book has an account for transfers that have left its bank and have not arrived (国办发〔2009〕66号 art. 8).
-- law    财会〔2017〕28号; 国办发〔2009〕66号 art. 8
-- in     nothing
-- out    one account more for each book that has none of the kind
-- again  adds nothing
INSERT INTO ledger_account (book_id, kind, collector)
SELECT id, 'transfer_in_transit', collector FROM ledger_book
    ON CONFLICT (book_id, kind) DO NOTHING
