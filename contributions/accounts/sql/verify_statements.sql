-- Names runs of yearly statements whose people are not the messages that were sent.
SELECT format('statements %s: %s people, %s messages', run.key, (run.totals ->> 'people')::bigint, count(message.id))
  FROM kernel_run AS run
  LEFT JOIN letters_message AS message ON starts_with(message.code, 'yearly_statement') AND message.key = run.key
 WHERE run.kind = 'statements' AND run.state = 'done'
 GROUP BY run.id
HAVING (run.totals ->> 'people')::bigint <> count(message.id)
