-- Put what is left of an employer's receipts to the late fees of the month they name, in full or not at all; give back what
-- was paid on fees that were lowered since, from the newest receipt.
-- law    SIL 64 (funds are never mixed), 86; COLL 13
-- in     region, first and last employer, batch key, day
-- out    fee payments; rows of (fund, month, sum in fen, how many) to be booked under `late_fee:<batch>:<region>:<fund>:<month>`
-- again  adds nothing: what is open afterwards no receipt covers
-- twin   contributions.collection.rules.covering.covers
WITH open_fee AS MATERIALIZED (
    SELECT charged.employer_id, charged.month, charged.fund, charged.fee_fen - coalesce(paid.paid_fen, 0) AS open_fen
      FROM (SELECT employer_id, month, fund, sum(amount_fen) AS fee_fen FROM collection_latefee
             WHERE region_id = %(region)s AND employer_id BETWEEN %(first)s AND %(last)s
             GROUP BY employer_id, month, fund) AS charged
      LEFT JOIN (SELECT employer_id, month, fund, sum(amount_fen) AS paid_fen FROM collection_feepayment
                  WHERE employer_id BETWEEN %(first)s AND %(last)s
                  GROUP BY employer_id, month, fund) AS paid USING (employer_id, month, fund)
     WHERE charged.fee_fen <> coalesce(paid.paid_fen, 0)
), covering AS (
    SELECT DISTINCT ON (open_fee.employer_id, open_fee.month, open_fee.fund)
           receipt.id AS receipt_id, open_fee.employer_id, open_fee.month, open_fee.fund, open_fee.open_fen AS amount_fen
      FROM open_fee
      JOIN ledger_book AS book ON book.region_id = %(region)s AND book.fund = open_fee.fund
      JOIN collection_receipt AS receipt
        ON receipt.book_id = book.id AND receipt.employer_id = open_fee.employer_id AND receipt.month = open_fee.month
       AND receipt.amount_fen - receipt.allocated_fen >= open_fee.open_fen
     WHERE open_fee.open_fen > 0
       AND NOT EXISTS (SELECT 1 FROM assessment_bill AS bill
                        WHERE bill.employer_id = open_fee.employer_id AND bill.month = open_fee.month
                          AND bill.fund = open_fee.fund AND bill.settled_on IS NULL)
     ORDER BY open_fee.employer_id, open_fee.month, open_fee.fund, receipt.received_on, receipt.id
), given_back AS (
    SELECT receipt_id, employer_id, month, fund,
           -greatest(0, least(paid_fen, -open_fen - (sum(paid_fen) OVER newest_first - paid_fen))) AS amount_fen
      FROM (SELECT payment.receipt_id, payment.employer_id, payment.month, payment.fund, open_fee.open_fen,
                   sum(payment.amount_fen) AS paid_fen
              FROM open_fee JOIN collection_feepayment AS payment USING (employer_id, month, fund)
             WHERE open_fee.open_fen < 0
             GROUP BY payment.receipt_id, payment.employer_id, payment.month, payment.fund, open_fee.open_fen) AS paid
     WHERE paid_fen > 0
    WINDOW newest_first AS (PARTITION BY employer_id, month, fund ORDER BY receipt_id DESC)
), put AS (
    SELECT * FROM covering UNION ALL SELECT * FROM given_back WHERE amount_fen <> 0
), moved AS (
    UPDATE collection_receipt AS receipt SET allocated_fen = receipt.allocated_fen + sums.amount_fen
      FROM (SELECT receipt_id, sum(amount_fen) AS amount_fen FROM put GROUP BY receipt_id) AS sums
     WHERE receipt.id = sums.receipt_id
    RETURNING receipt.id
), added AS (
    INSERT INTO collection_feepayment (receipt_id, employer_id, month, fund, amount_fen, put_on, entry_key, reason)
    SELECT put.receipt_id, put.employer_id, put.month, put.fund, put.amount_fen, %(on)s,
           format('late_fee:%%s:%%s:%%s:%%s', %(batch)s::text, %(region)s::text, put.fund, put.month), ''
      FROM put JOIN moved ON moved.id = put.receipt_id
    RETURNING fund, month, amount_fen
)
SELECT fund, month, sum(amount_fen)::bigint, count(*) FROM added GROUP BY fund, month
