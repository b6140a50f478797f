-- Names ledger entries that do not say what late fees were paid or what went back, and fees or refunds that are not booked;
-- late fees that cross funds or regions (SIL 64), or are paid with somebody else's money (IMPL 20).
WITH said AS (
    SELECT entry_key, sum(amount_fen) AS amount_fen FROM collection_feepayment GROUP BY entry_key
    UNION ALL
    SELECT entry_key, amount_fen FROM collection_refund WHERE paid_on IS NOT NULL
), booked AS (
    SELECT entry.key, sum(CASE posting.side WHEN 'DEBIT' THEN posting.amount_fen ELSE -posting.amount_fen END) AS amount_fen
      FROM ledger_entry AS entry JOIN ledger_posting AS posting ON posting.entry_id = entry.id
     WHERE entry.flow IN ('late_fee', 'refund_from_fiscal', 'refund_by_agency') AND posting.account_kind = 'unallocated_receipt'
     GROUP BY entry.key
)
SELECT format('entry %s books %s fen, its late fees or refund say %s', coalesce(booked.key, said.entry_key),
              coalesce(booked.amount_fen, 0), coalesce(said.amount_fen, 0))
  FROM said FULL JOIN booked ON booked.key = said.entry_key
 WHERE coalesce(booked.amount_fen, 0) <> coalesce(said.amount_fen, 0)
UNION ALL
SELECT format('refund %s was withdrawn after it was paid and is not booked back', refund.case_number)
  FROM collection_refund AS refund JOIN ledger_entry AS entry ON entry.key = refund.entry_key
 WHERE (refund.withdrawn_at IS NOT NULL) <> EXISTS (SELECT 1 FROM ledger_entry AS reversal WHERE reversal.reverses_id = entry.id)
UNION ALL
SELECT format('fee payment %s crosses payers, funds or regions', payment.id)
  FROM collection_feepayment AS payment
  JOIN collection_receipt AS receipt ON receipt.id = payment.receipt_id
  JOIN ledger_book AS book ON book.id = receipt.book_id
 WHERE book.fund <> payment.fund
    OR receipt.employer_id IS DISTINCT FROM payment.employer_id
   AND NOT EXISTS (SELECT 1 FROM collection_attribution AS said
                    WHERE said.receipt_id = receipt.id AND said.employer_id = payment.employer_id)
    OR NOT EXISTS (SELECT 1 FROM collection_latefee AS fee
                    WHERE fee.employer_id = payment.employer_id AND fee.month = payment.month AND fee.fund = payment.fund
                      AND fee.region_id = book.region_id)
