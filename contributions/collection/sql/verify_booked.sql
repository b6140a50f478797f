-- Names ledger entries that do not say what their receipts or settled bills say, and receipts or bills not booked.
WITH received AS (SELECT entry_key, sum(amount_fen) AS amount_fen FROM collection_receipt GROUP BY entry_key),
settled AS (
    SELECT entry_key, sum(total_fen) AS amount_fen FROM assessment_bill
     WHERE settled_on IS NOT NULL AND kind IN ('assessed', 'adjustment', 'orders', 'project') GROUP BY entry_key
), booked AS (
    SELECT entry.key, entry.flow,
           sum(CASE posting.side WHEN 'DEBIT' THEN posting.amount_fen ELSE -posting.amount_fen END)
             FILTER (WHERE posting.account_kind = 'unallocated_receipt') AS unallocated_fen
      FROM ledger_entry AS entry JOIN ledger_posting AS posting ON posting.entry_id = entry.id
     WHERE entry.flow IN ('receipt_from_tax', 'receipt_by_agency', 'settlement') GROUP BY entry.key, entry.flow
)
SELECT format('entry %s books %s fen, its receipts or bills say %s', coalesce(booked.key, said.entry_key),
              abs(coalesce(booked.unallocated_fen, 0)), said.amount_fen)
  FROM (SELECT entry_key, -amount_fen AS amount_fen FROM received
        UNION ALL SELECT entry_key, amount_fen FROM settled WHERE amount_fen <> 0) AS said
  FULL JOIN booked ON booked.key = said.entry_key
 WHERE coalesce(booked.unallocated_fen, 0) <> coalesce(said.amount_fen, 0)
