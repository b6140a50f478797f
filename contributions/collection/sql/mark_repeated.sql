-- Of the rows of a receipt file that tell of one receipt the first counts; the others are named.
-- law    COLL 12 (nothing is booked twice)
-- in     file
-- out    later rows of the same id and fund: repeated, or the id reused where amount, day or notice is another
-- again  changes nothing: a refused row stays refused
WITH told AS (
    SELECT id, (amount_fen, received_on, reference) AS content, row_number() OVER same AS place,
           first_value((amount_fen, received_on, reference)) OVER same AS first_content
      FROM collection_receiptrow WHERE file_id = %(file)s AND problem = ''
    WINDOW same AS (PARTITION BY external_id, book_id ORDER BY number)
)
UPDATE collection_receiptrow AS row
   SET problem = CASE WHEN told.content = told.first_content THEN 'receipt_repeated' ELSE 'receipt_id_reused' END
  FROM told WHERE told.id = row.id AND told.place > 1
