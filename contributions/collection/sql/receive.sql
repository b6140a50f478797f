-- Turn the read rows of a receipt file into receipts, and put those that cover what is open to its bills; where none covers
-- what staff, orders and projects are due together, one that is just what one of them is due pays that one.
-- law    SIL 60, 61; COLL 11, 12 (only money received settles a due amount, in full)
-- in     file, range of payers (or rows without one), batch key, booking day, time
-- out    receipts and allocations; rows of (book, day received, amount, receipts, key of the entry) to be booked
-- again  adds nothing: source, external id and book are unique, within a file and beside another that arrives at once
-- twin   contributions.collection.rules.covering.covers; contributions.assessment.models.Bill.pot
-- speed  asks for the known receipt row by row: a join expects none in a table that has just been filled
WITH read AS (
    SELECT DISTINCT ON (row.external_id, row.book_id) row.*, file.source
      FROM collection_receiptrow AS row JOIN collection_receiptfile AS file ON file.id = row.file_id
     WHERE row.file_id = %(file)s AND row.problem = ''
       AND CASE WHEN %(first)s::bigint IS NULL THEN row.payer IS NULL
                ELSE row.payer BETWEEN %(first)s AND %(last)s END
       AND (SELECT known.id FROM collection_receipt AS known
             WHERE known.source = file.source AND known.external_id = row.external_id AND known.book_id = row.book_id) IS NULL
     ORDER BY row.external_id, row.book_id, row.number
), open_bill AS MATERIALIZED (
    SELECT bill.id, bill.payer, bill.month, bill.due_on, book.id AS book_id,
           assessment_pot(bill.id, bill.kind, bill.of_bill_id) AS pot,
           bill.total_fen - coalesce((SELECT sum(amount_fen) FROM collection_allocation WHERE bill_id = bill.id), 0) AS open_fen
      FROM assessment_bill AS bill JOIN ledger_book AS book ON book.fund = bill.fund AND book.region_id = bill.region_id
     WHERE bill.settled_on IS NULL AND bill.lapsed_on IS NULL AND bill.payer BETWEEN %(first)s AND %(last)s
), due AS (
    SELECT payer, month, book_id, sum(open_fen) AS due_fen FROM open_bill GROUP BY payer, month, book_id
), part AS (
    SELECT payer, month, book_id, pot, due_fen,
           row_number() OVER (PARTITION BY payer, month, book_id, due_fen ORDER BY due_on, pot) AS place
      FROM (SELECT payer, month, book_id, pot, sum(open_fen) AS due_fen, min(due_on) AS due_on
              FROM open_bill GROUP BY payer, month, book_id, pot) AS pots
     WHERE due_fen > 0
), placed AS (
    SELECT read.*, due.due_fen,
           bool_or(coalesce(due.due_fen > 0 AND read.amount_fen >= due.due_fen, false))
               OVER (PARTITION BY read.payer, read.month, read.book_id) AS all_comes,
           row_number() OVER (PARTITION BY read.payer, read.month, read.book_id, read.amount_fen ORDER BY read.number) AS alike,
           row_number() OVER (PARTITION BY read.payer, read.month, read.book_id
                              ORDER BY (due.due_fen > 0 AND read.amount_fen >= due.due_fen) DESC NULLS LAST, read.number) AS place
      FROM read LEFT JOIN due USING (payer, month, book_id)
), put AS (
    SELECT placed.*, part.pot AS only_pot,
           CASE WHEN placed.place = 1 AND placed.all_comes THEN placed.due_fen ELSE coalesce(part.due_fen, 0) END AS put_fen
      FROM placed
      LEFT JOIN part ON NOT placed.all_comes AND part.payer = placed.payer AND part.month = placed.month
                    AND part.book_id = placed.book_id AND part.due_fen = placed.amount_fen AND part.place = placed.alike
), arrived AS (
    INSERT INTO collection_receipt
           (source, external_id, book_id, received_on, amount_fen, reference, payer_name, payer_code, person_payer_id,
            employer_id, person_id, month, file_id, entry_key, recorded_at, allocated_fen)
    SELECT source, external_id, book_id, received_on, amount_fen, reference, payer_name, payer_code, person_payer_id,
           employer_id, person_id, month, file_id, format('received:%%s:%%s:%%s', %(batch)s::text, book_id, received_on), %(at)s,
           put_fen
      FROM put
    ON CONFLICT (source, external_id, book_id) DO NOTHING
    RETURNING id, external_id, book_id, payer, month, received_on, amount_fen, allocated_fen, entry_key
), allocated AS (
    INSERT INTO collection_allocation (receipt_id, bill_id, amount_fen, month, allocated_on, reason)
    SELECT arrived.id, open_bill.id, open_bill.open_fen, open_bill.month, %(on)s, ''
      FROM arrived JOIN put USING (external_id, book_id) JOIN open_bill
        ON open_bill.payer = arrived.payer AND open_bill.month = arrived.month AND open_bill.book_id = arrived.book_id
     WHERE arrived.allocated_fen > 0 AND open_bill.open_fen <> 0 AND open_bill.pot = coalesce(put.only_pot, open_bill.pot)
)
SELECT book_id, received_on, sum(amount_fen)::bigint, count(*), entry_key FROM arrived GROUP BY book_id, received_on, entry_key
