-- Refuse the rows of a receipt file whose id was used for another receipt: also by a file that came at the same moment.
-- law    COLL 12 (nothing is booked twice)
-- in     file
-- out    how many rows were refused
-- again  changes nothing: a refused row stays refused
WITH refused AS (
    UPDATE collection_receiptrow AS row SET problem = 'receipt_id_reused'
      FROM collection_receiptfile AS file
      JOIN collection_receipt AS known ON known.source = file.source
     WHERE file.id = %(file)s AND row.file_id = file.id AND row.problem = ''
       AND known.external_id = row.external_id AND known.book_id = row.book_id
       AND (known.amount_fen, known.received_on, known.reference) IS DISTINCT FROM (row.amount_fen, row.received_on, row.reference)
    RETURNING row.id
)
SELECT count(*) FROM refused
