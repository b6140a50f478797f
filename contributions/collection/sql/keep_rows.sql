-- Keep rows of a receipt file as they came, each with what its payment notice names.
-- law    COLL 11, 12 (who paid for which month is what the notice says)
-- in     file, rows as JSON: number, the cells given, what was read of them, the problem
-- out    rows; payer and month where the reference is a notice's
-- again  refused: a file has a row number once
INSERT INTO collection_receiptrow
       (file_id, number, given, external_id, book_id, received_on, amount_fen, reference, payer_name, payer_code,
        person_payer_id, employer_id, person_id, month, problem)
SELECT %(file)s, told.number, told.given, told.external_id, told.book_id, told.received_on, told.amount_fen, told.reference,
       told.payer_name, told.payer_code, told.person_payer_id, notice.employer_id, notice.person_id, notice.month, told.problem
  FROM jsonb_to_recordset(%(rows)s::jsonb)
       AS told (number int, given jsonb, external_id text, book_id bigint, received_on date, amount_fen bigint,
                reference text, payer_name text, payer_code text, person_payer_id bigint, problem text)
  LEFT JOIN assessment_notice AS notice ON notice.reference = told.reference
