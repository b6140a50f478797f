-- Refuse rows of a receipt file whose id was used for another receipt: also by a file that came at the same moment.
-- law    COLL 12 (nothing is booked twice)
-- in     file; all its rows, or those of a range of payers (none: rows without one)
-- out    how many rows were refused
-- again  changes nothing: a refused row stays refused
-- speed  asks for the known receipt row by row: a join expects none in a table that has just been filled
WITH reused AS MATERIALIZED (
    SELECT row.id
      FROM collection_receiptrow AS row JOIN collection_receiptfile AS file ON file.id = row.file_id
     WHERE row.file_id = %(file)s AND row.problem = ''
       AND CASE WHEN %(whole)s THEN true WHEN %(first)s::bigint IS NULL THEN row.payer IS NULL
                ELSE row.payer BETWEEN %(first)s AND %(last)s END
       AND (SELECT known.id FROM collection_receipt AS known
             WHERE known.source = file.source AND known.external_id = row.external_id AND known.book_id = row.book_id
               AND (known.amount_fen, known.received_on, known.reference)
                   IS DISTINCT FROM (row.amount_fen, row.received_on, row.reference)) IS NOT NULL
), refused AS (
    UPDATE collection_receiptrow AS row SET problem = 'receipt_id_reused' FROM reused WHERE row.id = reused.id
    RETURNING row.id
)
SELECT count(*) FROM refused
