-- Names transfers whose entries are not what they moved, and books whose money in transit is not their open transfers'.
WITH wanted AS (
    SELECT transfer.number, step.name, transfer.principal_fen + transfer.interest_fen + transfer.pooled_fen AS amount_fen,
           CASE WHEN step.name = 'in' THEN transfer.to_region_id ELSE transfer.from_region_id END AS region_id,
           CASE WHEN step.name = 'in' THEN transfer.to_insurance ELSE transfer.insurance END AS fund
      FROM transfers_transfer AS transfer
      JOIN (VALUES ('funded', 'in_transit'), ('sent', 'in_transit'), ('funded', 'credited'), ('sent', 'credited'),
                   ('out', 'credited'), ('in', 'credited')) AS step (name, state) ON step.state = transfer.state
     WHERE transfer.principal_fen + transfer.interest_fen + transfer.pooled_fen > 0
     UNION ALL
    SELECT transfer.number, step.name, paid.amount_fen, transfer.to_region_id, transfer.to_insurance
      FROM transfers_overlapreturn AS paid
      JOIN transfers_transfer AS transfer ON transfer.id = paid.transfer_id
     CROSS JOIN (VALUES ('overlap_funded'), ('overlap')) AS step (name)
), booked AS (
    SELECT entry.key, book.region_id, book.fund, sum(posting.amount_fen) AS amount_fen
      FROM ledger_entry AS entry
      JOIN ledger_posting AS posting ON posting.entry_id = entry.id AND posting.side = 'DEBIT'
      JOIN ledger_book AS book ON book.id = posting.book_id
     WHERE entry.key LIKE 'transfer:%'
     GROUP BY entry.key, book.region_id, book.fund
)
SELECT format('transfer %s, %s: %s fen to be booked, %s booked', coalesce(wanted.number, split_part(booked.key, ':', 2)),
              coalesce(wanted.name, split_part(booked.key, ':', 3)), coalesce(wanted.amount_fen, 0), coalesce(booked.amount_fen, 0))
  FROM wanted FULL JOIN booked
    ON booked.key = format('transfer:%s:%s', wanted.number, wanted.name) AND booked.region_id = wanted.region_id
   AND booked.fund = wanted.fund
 WHERE wanted.amount_fen IS DISTINCT FROM booked.amount_fen
UNION ALL
SELECT format('book %s: %s fen in transit, transfers say %s', book.id, coalesce(held.net, 0), coalesce(open.net, 0))
  FROM ledger_book AS book
  LEFT JOIN (
    SELECT book_id, sum(CASE side WHEN 'DEBIT' THEN amount_fen ELSE -amount_fen END) AS net
      FROM ledger_posting WHERE account_kind = 'transfer_in_transit' GROUP BY book_id) AS held ON held.book_id = book.id
  LEFT JOIN (
    SELECT from_region_id, insurance, sum(principal_fen + interest_fen + pooled_fen) AS net
      FROM transfers_transfer WHERE state = 'in_transit' GROUP BY from_region_id, insurance) AS open
    ON open.from_region_id = book.region_id AND open.insurance = book.fund
 WHERE coalesce(held.net, 0) <> coalesce(open.net, 0)
