-- Names postings outside the whitelist of flows, of another book than their account's, or without an entry.
SELECT format('posting %s of entry %s breaks the whitelist or its parents', posting.id, posting.entry_id)
  FROM ledger_posting AS posting
  LEFT JOIN ledger_entry AS entry
         ON entry.id = posting.entry_id AND entry.flow = posting.flow AND entry.booked_on = posting.booked_on
  LEFT JOIN ledger_account AS account
         ON account.id = posting.account_id AND account.book_id = posting.book_id AND account.kind = posting.account_kind
  LEFT JOIN ledger_allowedflow AS flow
         ON flow.flow = posting.flow AND flow.account_kind = posting.account_kind AND flow.side = posting.side
 WHERE entry.id IS NULL OR account.id IS NULL OR flow.id IS NULL
