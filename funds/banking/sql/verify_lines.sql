-- Names statement lines of another account than their statement's, told twice, or more than their statement told.
SELECT format('line %s of statement %s is of another account', line.id, statement.id)
  FROM banking_statementline AS line JOIN banking_statement AS statement ON statement.id = line.statement_id
 WHERE line.bank_account_id <> statement.bank_account_id
UNION ALL
SELECT format('account %s: reference %s stands on %s lines', bank_account_id, bank_reference, count(*))
  FROM banking_statementline GROUP BY bank_account_id, bank_reference HAVING count(*) > 1
UNION ALL
SELECT format('statement %s told %s lines, %s stand', statement.id, statement.lines_count, count(line.id))
  FROM banking_statement AS statement JOIN banking_statementline AS line ON line.statement_id = statement.id
 GROUP BY statement.id HAVING count(line.id) > statement.lines_count
