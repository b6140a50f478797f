-- Names entries of money that came back, or was owed back, without a line of the bank that carries all of it; lines that are used for
-- more than they are, or written down twice; parts that are not what their entry books, or by nobody who may (REG 37, 40, 46).
SELECT format('entry %s books money without a line of the bank', entry.key)
  FROM ledger_entry AS entry
 WHERE entry.flow = ANY (banking_flows_by_line()) AND banking_entry_without_line(entry.id)
 UNION ALL
SELECT format('line %s of the bank is used for more than it is', line.bank_reference)
  FROM banking_bankline AS line
 WHERE banking_line_overused(line.id)
 UNION ALL
SELECT format('line %s of the bank is written down %s times', line.bank_reference, count(*))
  FROM banking_bankline AS line
 GROUP BY line.account_id, line.bank_reference
HAVING count(*) > 1
 UNION ALL
SELECT format('line %s of the bank, entry %s: %s', line.bank_reference, part.entry_id, banking_part_wrong(part.id))
  FROM banking_linepart AS part
  JOIN banking_bankline AS line ON line.id = part.line_id
 WHERE banking_part_wrong(part.id) IS NOT NULL AND NOT banking_line_overused(line.id)
